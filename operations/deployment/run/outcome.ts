import type { Loss, Outage } from '../judge';
import type { PlannedAction } from '../planned-change';

/** What became of a stack. */
export interface StackOutcome {
  readonly stack: string;
  readonly result: StackResult;
  /** How many resources each action was, or would be, done to. */
  readonly actions: Readonly<Partial<Record<PlannedAction, number>>>;
  /** The data that goes with it. */
  readonly losses: readonly Loss[];
  /** The pools of which it has too many machines down at once, together with other stacks of its round. */
  readonly outages: readonly Outage[];
  /** Why it was not deployed; undefined where it was. */
  readonly problem?: string;
}

/**
 * - `done`: applied. `unchanged`: nothing was to be done. `planned`: only looked at, and something would be done.
 * - `refused`: it would destroy data, or take machines down, and nobody allowed it to. `failed`: Terraform, or a check before it, said no.
 * - `held`: not begun, because of another stack. `skipped`: set aside on purpose.
 */
export type StackResult = 'done' | 'unchanged' | 'planned' | 'refused' | 'failed' | 'held' | 'skipped';

/** Whether what comes after a stack may be begun. */
export function isPassed(result: StackResult): boolean {
  return result !== 'failed' && result !== 'held' && result !== 'refused';
}
