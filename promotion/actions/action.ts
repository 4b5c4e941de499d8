import type { Finding } from '../../core/findings';
import type { Override, Release } from '../release';

/** Who changes a release, when and why. */
export interface Attribution {
  /** UTC, to the second. */
  readonly at: string;
  /** A name, a note, the address of a run or of a pull request. */
  readonly by: string;
  /** Needed to roll back, to reject and to set a rule aside. */
  readonly reason?: string;
  /** The rules that may be overridden. Only those that really blocked the action are recorded. @default none */
  readonly overrides?: readonly Override[];
}

/** The release after an action (the same object, if there was nothing to do), or why the action is refused. */
export type ReleaseResult =
  | { readonly release: Release; readonly findings: readonly [] }
  | { readonly release?: undefined; readonly findings: readonly Finding[] };

/** The releases of several services after an action, or why it is refused: all of them move, or none. */
export interface ReleasesResult {
  /** Those that change. Empty where there was nothing to do, or where the action is refused. */
  readonly releases: readonly Release[];
  readonly findings: readonly Finding[];
}

/** A service in an environment. */
export interface ReleaseTarget {
  /** The environment's name. */
  readonly environment: string;
  /** The service's name. */
  readonly service: string;
}

export function done(release: Release): ReleaseResult {
  return { release, findings: [] };
}

export function refused(...findings: readonly Finding[]): ReleaseResult {
  return { findings };
}
