import type { Duration } from '../constructs/quantities';
import type { Freeze } from './freeze';
import type { Releases } from './releases';

/** An environment of a pipeline. */
export interface PipelineStage {
  /** The environment's name. */
  readonly name: string;
  /** The stage in which a digest must be verified first. @default none: it needs no proof */
  readonly after?: string;
  /** How long before it is selected here a digest must have been verified there. @default no time */
  readonly soak?: Duration;
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
