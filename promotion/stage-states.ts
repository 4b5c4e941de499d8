import type { Digest } from '../constructs/image-build';
import { promotable } from './actions';
import { freezeAt } from './freeze';
import { type Pipeline, type PipelineStage, stagesOf } from './pipeline';
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
  return inOrder(stagesOf(pipeline, service)).map((stage): StageState => {
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

/** The stages, each after the one that it comes after. */
function inOrder(stages: readonly PipelineStage[], after?: string): readonly PipelineStage[] {
  return stages
    .filter((stage) => stage.after === after)
    .flatMap((stage) => [stage, ...inOrder(stages, stage.name)]);
}

function waitingFor(
  pipeline: Pipeline,
  stage: PipelineStage,
  service: string,
  at: string,
): Waiting | undefined {
  const { name, after, soak, freeze = [] } = stage;
  if (after === undefined) return undefined;
  const digest = promotable(pipeline, after, service);
  const before = pipeline.releases.find(after, service)?.release;
  const record = digest && before && recordOf(before, digest);
  const verifiedAt = digest && before && firstEvent(before, 'verified', digest)?.at;
  const release = pipeline.releases.find(name, service)?.release;
  if (!before || !record || !verifiedAt || wasSelected(release?.history, digest)) return undefined;
  const enough = soakedAt(before, digest, soak?.toSeconds() ?? 0) ?? (soak ? undefined : verifiedAt);
  const obstacles: Readonly<Record<Override, boolean>> = {
    soak: enough === undefined || at < enough,
    freeze: freezeAt(freeze, at) !== undefined,
    hold: release !== undefined && holdOf(release) !== undefined,
    rolledBack: rollbacksFrom(pipeline, service, record.digest).length > 0,
  };
  const heldUpBy = (Object.keys(obstacles) as Override[]).filter((rule) => obstacles[rule]);
  return {
    from: after,
    record,
    verifiedAt,
    soakedSeconds: soakedSeconds(before, digest, at),
    soakedAt: enough,
    heldUpBy,
  };
}

/** What an environment selected once does not wait for it: it runs there, or was left. */
function wasSelected(history: readonly ReleaseEvent[] = [], digest: Digest | undefined): boolean {
  return history.some((event) => event.digest === digest && event.event === 'selected');
}
