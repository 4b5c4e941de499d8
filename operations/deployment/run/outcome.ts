import type { DeployEvent } from '../event';
import type { PlannedAction } from '../planned-change';
import type { Loss } from '../refuse-data-loss';
import type { Outage } from '../refuse-outages';
import type { JudgedPlan } from './judged-plan';

/** How a stack ended. */
export interface StackOutcome {
  readonly stack: string;
  readonly result: StackResult;
  /** How many resources each action was, or would be, applied to. */
  readonly actions: Readonly<Partial<Record<PlannedAction, number>>>;
  /** The data that goes with it. */
  readonly losses: readonly Loss[];
  /** The pools of which it has too many machines down at once, together with other stacks of its round. */
  readonly outages: readonly Outage[];
  /** Why it was not deployed; undefined where it was. */
  readonly problem?: string;
}

/**
 * - `done`: applied. `unchanged`: there was nothing to do. `planned`: only planned, and something would be done.
 * - `refused`: it would destroy data, or take machines down, and nobody allowed it to. `failed`: Terraform, or a check before it, failed.
 * - `held`: not begun, because of another stack. `skipped`: left out on purpose.
 */
export type StackResult = 'done' | 'unchanged' | 'planned' | 'refused' | 'failed' | 'held' | 'skipped';

/** A stack has ended. */
interface OutcomeEvent extends StackOutcome {
  readonly kind: 'outcome';
}

/** What a run of stacks does, as it happens: one for each line of `slipway deploy --json`. */
export type RunEvent = DeployEvent | OutcomeEvent;

/** Whether what comes after a stack may be begun. */
export function isPassed(result: StackResult): boolean {
  return result !== 'failed' && result !== 'held' && result !== 'refused';
}

/** The outcome of a stack. @param judged @default it has no plan, or nothing of it matters */
export function outcomeOf(
  stack: string,
  result: StackResult,
  judged?: Pick<JudgedPlan, 'changes' | 'losses' | 'outages'>,
  problem?: string,
): StackOutcome {
  const { changes = [], losses = [], outages = [] } = judged ?? {};
  const actions: Partial<Record<PlannedAction, number>> = {};
  for (const { action } of changes) actions[action] = (actions[action] ?? 0) + 1;
  return { stack, result, actions, losses, outages, problem };
}
