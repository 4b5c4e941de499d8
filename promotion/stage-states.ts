import { inPromotionOrder, namesBefore } from '../core/pipeline';
import { type Pipeline, stagesOf } from './pipeline';
import {
  firstEvent,
  holdOf,
  lastSelection,
  type Release,
  type ReleaseEvent,
  type ReleaseRecord,
  selectedRecord,
} from './release';
import { signersOf } from './signatures';
import { type Unverified, unverifiedBefore } from './unverified';
import { type Waiting, waitingInto } from './waiting';

/** The state of a service in a stage of a pipeline. */
export interface StageState {
  /** The environment's name. */
  readonly environment: string;
  /** What it selects; absent while it selects none. */
  readonly selected?: ReleaseRecord;
  /** The event that selected it. */
  readonly selection?: ReleaseEvent;
  /** Who signed that event, where the environment asks for signed events and the signature holds. */
  readonly signedBy?: string;
  /** The event that verified it, if it was. */
  readonly verification?: ReleaseEvent;
  /** Whether a rollback holds it. */
  readonly isHeld: boolean;
  /** What the environment before has verified, and may be promoted once nothing blocks it. */
  readonly waiting?: Waiting;
  /** What the environment before selects, and offers once it is verified there. */
  readonly unverified?: Unverified;
}

/**
 * The state of a service in each of its stages of a pipeline, in order, at an instant.
 *
 * @example
 * const states = stageStates(pipeline, 'api', instantOf(new Date()));
 * states.filter(({ waiting }) => waiting?.obstacles.length === 0); // the stages that could promote now
 */
export function stageStates(pipeline: Pipeline, service: string, at: string): readonly StageState[] {
  const stages = inPromotionOrder(stagesOf(pipeline, service), ({ after }) => namesBefore(after));
  return stages.map((stage): StageState => {
    const release = pipeline.releases.releaseOf(stage.name, service);
    const digest = release?.selected ?? undefined;
    const waiting = waitingInto(pipeline, stage, service, at);
    return {
      environment: stage.name,
      selected: selectedRecord(release),
      selection: lastSelection(release),
      signedBy: signerOf(pipeline, stage, release),
      verification: digest && firstEvent(release, 'verified', digest),
      isHeld: holdOf(release) !== undefined,
      waiting,
      unverified: unverifiedBefore(pipeline, stage, service, waiting?.record.digest),
    };
  });
}

/**
 * Who signed what an environment selects of a service; undefined where it asks for no signatures.
 *
 * @example
 * selectionSigner(pipeline, 'prod', 'api'); // 'ada@example.com'
 */
export function selectionSigner(
  pipeline: Pipeline,
  environment: string,
  service: string,
): string | undefined {
  const stage = pipeline.stages.find(({ name }) => name === environment);
  const release = pipeline.releases.releaseOf(environment, service);
  return stage && signerOf(pipeline, stage, release);
}

/** Who signed the selection of a release. */
function signerOf(
  pipeline: Pipeline,
  { signedEvents }: Pipeline['stages'][number],
  release: Release | undefined,
): string | undefined {
  const selection = lastSelection(release);
  if (signedEvents !== true || release === undefined || selection === undefined) return undefined;
  return signersOf(pipeline, release)[release.history.indexOf(selection)];
}
