import type { Duration } from '../constructs/quantities';
import { namesBefore, stagesFurtherBack, type StageAfter } from '../core/pipeline';
import type { Freeze } from './freeze';
import type { Releases } from './releases';

/** An environment of a pipeline. */
export interface PipelineStage {
  /** The environment's name. */
  readonly name: string;
  /** The stage in which a digest must be verified first; or several, in `all` of which, or in `any` one. @default none: it needs no proof */
  readonly after?: Exclude<StageAfter, null>;
  /** How long that stage must have selected and verified a digest before it is selected here. @default no time */
  readonly soak?: Duration;
  /** The services that do not run here. @default none */
  readonly without?: readonly string[];
  /** When nothing new is selected. The checks do not read it: only a command has a clock. @default never */
  readonly freeze?: readonly Freeze[];
  /** Whether its events must be signed. @default false */
  readonly signedEvents?: boolean;
}

/** What is promoted, and through which environments. */
export interface Pipeline {
  /** The project's name: a part of what is signed, so that what was signed in another project does not count. @default none */
  readonly project?: string;
  /** In any order: each says which one it comes after. */
  readonly stages: readonly PipelineStage[];
  /** The names of the services. */
  readonly services: readonly string[];
  /** Group → the services that move together or not at all. @default each moves by itself */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** What each environment recorded and selected. */
  readonly releases: Releases;
}

/**
 * The stages of a service: those that run it. One that does not can verify nothing of it, so it is left out of what a stage comes
 * after; where none is left, the stages before those count.
 *
 * @example
 * const stages = [{ name: 'dev' }, { name: 'staging', after: 'dev', without: ['api'] }, { name: 'prod', after: 'staging' }];
 * stagesOf({ stages, services: ['api'], releases }, 'api'); // dev, and prod after dev
 */
export function stagesOf({ stages }: Pipeline, service: string): readonly PipelineStage[] {
  const runsIn = ({ without = [] }: PipelineStage): boolean => !without.includes(service);
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  // A name that no stage has is reported elsewhere, and stays; so may a circle be, which ends here.
  const before = (stage: PipelineStage, passed: readonly PipelineStage[] = []): readonly string[] => {
    const names = namesBefore(stage.after);
    const running = names.filter((name) => {
      const previous = byName.get(name);
      return previous === undefined || runsIn(previous) || passed.includes(previous);
    });
    if (running.length > 0) return running;
    const past = names.flatMap((name) => byName.get(name) ?? []);
    return [...new Set(past.flatMap((previous) => before(previous, [...passed, stage])))];
  };
  return stages.filter(runsIn).map((stage) => ({ ...stage, after: afterOf(stage, before(stage)) }));
}

/**
 * The names of the environments before some others, however far back, whatever services run there.
 *
 * @example
 * environmentsFurtherBack(pipeline, ['prod']); // ['staging', 'dev']
 */
export function environmentsFurtherBack({ stages }: Pipeline, names: readonly string[]): readonly string[] {
  return stagesFurtherBack(names, (name) => namesBefore(stages.find((stage) => stage.name === name)?.after));
}

/** The same demand of other stages: one is written as itself. */
function afterOf({ after }: PipelineStage, names: readonly string[]): PipelineStage['after'] {
  if (names.length < 2) return names[0];
  return needsAll(after) ? { all: names } : { any: names };
}

/** Whether each of the stages before must prove an image, where there are several. */
export function needsAll(after: PipelineStage['after']): boolean {
  return typeof after !== 'object' || 'all' in after;
}
