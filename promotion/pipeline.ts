import type { Duration } from '../constructs/quantities';
import type { Freeze } from './freeze';
import type { Releases } from './releases';

/** An environment of a pipeline. */
export interface PipelineStage {
  /** The environment's name. */
  readonly name: string;
  /** The stage in which a digest must be verified first. @default none: it needs no proof */
  readonly after?: string;
  /** How long that stage must have selected and verified a digest before it is selected here. @default no time */
  readonly soak?: Duration;
  /** The services that do not run here. @default none */
  readonly without?: readonly string[];
  /** When nothing new is selected. The checks do not read it: only a command has a clock. @default never */
  readonly freeze?: readonly Freeze[];
}

/** What is promoted, and through which environments. */
export interface Pipeline {
  /** In any order: each says which one it comes after. */
  readonly stages: readonly PipelineStage[];
  /** The names of the services. */
  readonly services: readonly string[];
  /** What each environment recorded and selected. */
  readonly releases: Releases;
}

/**
 * The stages of a service: those that run it. One that does not can verify nothing of it, so the stage before that one counts.
 *
 * @example
 * const stages = [{ name: 'dev' }, { name: 'staging', after: 'dev', without: ['api'] }, { name: 'prod', after: 'staging' }];
 * stagesOf({ stages, services: ['api'], releases }, 'api'); // dev, and prod after dev
 */
export function stagesOf({ stages }: Pipeline, service: string): readonly PipelineStage[] {
  const runsIn = ({ without = [] }: PipelineStage): boolean => !without.includes(service);
  // Where two stages have one name, which a rule reports, they may lead in a circle.
  const before = (stage: PipelineStage, passed: readonly PipelineStage[] = []): string | undefined => {
    const previous = stages.find(({ name }) => name === stage.after);
    const isEnd = previous === undefined || runsIn(previous) || passed.includes(previous);
    return isEnd ? stage.after : before(previous, [...passed, stage]);
  };
  return stages.filter(runsIn).map((stage) => ({ ...stage, after: before(stage) }));
}
