import type { GuardedPool } from '../refuse-outages';
import type { Needs } from './rounds';

/** Which stacks are run, and what is allowed. */
export interface RunRequest {
  /** The stacks, in the rounds in which they are planned. Each round is applied before the next is planned. */
  readonly rounds: readonly (readonly string[])[];
  readonly needs: Needs;
  /** Set aside: what they hold is not touched, and nothing waits for them. */
  readonly skip: readonly string[];
  /** Machine stacks of the environment that are not part of the run: what they run is not made a second time. */
  readonly elsewhere: readonly string[];
  /** Addresses, or `stack:address`, of data that may be destroyed; or all of it. */
  readonly allowed: readonly string[] | 'all';
  /** The pools whose machines must not all be replaced at once. */
  readonly pools: readonly GuardedPool[];
  /** The names of those that may be down all the same. */
  readonly allowedOutages: readonly string[];
  readonly destroy: boolean;
  /** Plans, and applies nothing. */
  readonly planOnly: boolean;
}
