import type { Digest } from '../constructs/image-build';
import { inPromotionOrder, namesBefore } from '../core/pipeline';
import { promotableInto } from './actions';
import { freezeAt } from './freeze';
import { needsAll, type Pipeline, type PipelineStage, stagesOf } from './pipeline';
import {
  firstEvent,
  holdOf,
  lastSelection,
  type Override,
  recordOf,
  type ReleaseEvent,
  type ReleaseRecord,
} from './release';
import { rollbacksFrom } from './rolled-back';
import { soakedAt, soakedSeconds } from './soak';

/** The state of a service in a stage of a pipeline. */
export interface StageState {
  /** The environment's name. */
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

/** An image that the stage before has verified and this one has not selected. */
export interface Waiting {
  /** The environment that has verified it. */
  readonly from: string;
  /** The image, as that environment recorded it. */
  readonly record: ReleaseRecord;
  /** When it was verified there. */
  readonly verifiedAt: string;
  /** How long, in seconds, that environment has selected and verified it. */
  readonly soakedSeconds: number;
  /** When it has soaked long enough; absent where the time does not grow, since another image is selected there. */
  readonly soakedAt?: string;
  /** What keeps it from being promoted now. */
  readonly heldUpBy: readonly Override[];
}

/**
 * The state of a service in each of its stages of a pipeline, in order, at an instant.
 *
 * @example
 * const states = stageStates(pipeline, 'api', instantOf(new Date()));
 * states.filter(({ waiting }) => waiting?.heldUpBy.length === 0); // the stages that could promote now
 */
export function stageStates(pipeline: Pipeline, service: string, at: string): readonly StageState[] {
  const stages = inPromotionOrder(stagesOf(pipeline, service), ({ after }) => namesBefore(after));
  return stages.map((stage): StageState => {
    const release = pipeline.releases.find(stage.name, service)?.release;
    const digest = release?.selected ?? undefined;
    return {
      environment: stage.name,
      selected: digest && release && recordOf(release, digest),
      selection: release && lastSelection(release),
      verification: digest && release && firstEvent(release, 'verified', digest),
      isHeld: release !== undefined && holdOf(release) !== undefined,
      waiting: waitingFor(pipeline, stage, service, at),
    };
  });
}

function waitingFor(
  pipeline: Pipeline,
  stage: PipelineStage,
  service: string,
  at: string,
): Waiting | undefined {
  const { name, freeze = [] } = stage;
  const { from, digest } = promotableInto(pipeline, stage, service) ?? {};
  if (from === undefined || digest === undefined) return undefined;
  const before = pipeline.releases.find(from, service)?.release;
  const record = before && recordOf(before, digest);
  const verifiedAt = before && firstEvent(before, 'verified', digest)?.at;
  const release = pipeline.releases.find(name, service)?.release;
  if (!before || !record || !verifiedAt || wasSelected(release?.history, digest)) return undefined;
  const enough = soakedInto(pipeline, stage, service, digest);
  const obstacles: Readonly<Record<Override, boolean>> = {
    soak: stage.soak !== undefined && (enough === undefined || at < enough),
    freeze: freezeAt(freeze, at) !== undefined,
    hold: release !== undefined && holdOf(release) !== undefined,
    skip: false, // What waits was verified right before.
    group: false,
    rolledBack: rollbacksFrom(pipeline, service, record.digest).length > 0,
  };
  const heldUpBy = (Object.keys(obstacles) as Override[]).filter((rule) => obstacles[rule]);
  return {
    from,
    record,
    verifiedAt,
    soakedSeconds: soakedSeconds(before, digest, at),
    soakedAt: stage.soak === undefined ? verifiedAt : enough,
    heldUpBy,
  };
}

/** When a digest has soaked in all of the stages before one, or in any, as it needs; undefined where that time does not come by itself. */
function soakedInto(
  { releases }: Pipeline,
  { after, soak }: PipelineStage,
  service: string,
  digest: Digest,
): string | undefined {
  const times = namesBefore(after).map((name) => {
    const release = releases.find(name, service)?.release;
    return release && soakedAt(release, digest, soak?.toSeconds() ?? 0);
  });
  const known = times.filter((time) => time !== undefined).sort();
  return needsAll(after) ? (known.length === times.length ? known.at(-1) : undefined) : known[0];
}

/** What an environment selected once does not wait for it: it runs there, or was left. */
function wasSelected(history: readonly ReleaseEvent[] = [], digest: Digest | undefined): boolean {
  return history.some((event) => event.digest === digest && event.event === 'selected');
}
