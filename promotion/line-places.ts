import type { Digest } from '../constructs/image-build';
import type { LineEnvironment, PromotionLine } from './check-promotion';
import { freezeAt } from './freeze';
import { instantAfter } from './instant';
import {
  firstEvent,
  holdOf,
  lastSelection,
  type Override,
  recordOf,
  type ReleaseEvent,
  type ReleaseRecord,
} from './release';
import { promotable } from './steps';

/** Where a service stands in an environment. */
export interface LinePlace {
  readonly environment: string;
  /** What it selects; absent while it selects none. */
  readonly selected?: ReleaseRecord;
  /** The event that selected it. */
  readonly selection?: ReleaseEvent;
  /** The event that verified it, if it was. */
  readonly verification?: ReleaseEvent;
  /** Whether a rollback holds it. */
  readonly isHeld: boolean;
  /** What the environment before has verified, and could be promoted. */
  readonly waiting?: Waiting;
}

export interface Waiting {
  readonly from: string;
  readonly record: ReleaseRecord;
  /** When it was verified there. */
  readonly verifiedAt: string;
  /** When it has soaked long enough. */
  readonly soakedAt: string;
  /** What keeps it from being promoted now. */
  readonly heldUpBy: readonly Override[];
}

/** Where a service stands in each environment of the line, in their order, at an instant. */
export function linePlaces(line: PromotionLine, service: string, at: string): readonly LinePlace[] {
  return inOrder(line.environments).map((environment): LinePlace => {
    const release = line.releases.find(environment.name, service)?.release;
    const digest = release?.selected ?? undefined;
    return {
      environment: environment.name,
      selected: digest && release && recordOf(release, digest),
      selection: release && lastSelection(release),
      verification: digest && release && firstEvent(release, 'verified', digest),
      isHeld: release !== undefined && holdOf(release) !== undefined,
      waiting: waitingFor(line, environment, service, at),
    };
  });
}

/** The environments so that each comes after the one that it is named to come after. */
function inOrder(environments: readonly LineEnvironment[], after?: string): readonly LineEnvironment[] {
  return environments
    .filter((environment) => environment.after === after)
    .flatMap((environment) => [environment, ...inOrder(environments, environment.name)]);
}

function waitingFor(
  line: PromotionLine,
  environment: LineEnvironment,
  service: string,
  at: string,
): Waiting | undefined {
  const { name, after, soak, freeze = [] } = environment;
  if (after === undefined) return undefined;
  const digest = promotable(line, after, service);
  const before = line.releases.find(after, service)?.release;
  const record = digest && before && recordOf(before, digest);
  const verifiedAt = digest && before && firstEvent(before, 'verified', digest)?.at;
  const release = line.releases.find(name, service)?.release;
  if (record === undefined || verifiedAt === undefined || wasSelected(release?.history, digest))
    return undefined;
  const soakedAt = instantAfter(verifiedAt, soak?.toSeconds() ?? 0);
  const obstacles: Readonly<Record<Override, boolean>> = {
    soak: at < soakedAt,
    freeze: freezeAt(freeze, at) !== undefined,
    hold: release !== undefined && holdOf(release) !== undefined,
  };
  const heldUpBy = (Object.keys(obstacles) as Override[]).filter((rule) => obstacles[rule]);
  return { from: after, record, verifiedAt, soakedAt, heldUpBy };
}

/** What an environment selected once does not wait for it: it runs there, or was left. */
function wasSelected(history: readonly ReleaseEvent[] = [], digest: Digest | undefined): boolean {
  return history.some((event) => event.digest === digest && event.event === 'selected');
}
