import { amountOf } from './amount';

/** What is wrong with a disruption budget: no drain ever ends, or all pods may go at once. */
export type BudgetFault = 'blocks drains' | 'protects nothing';

/** A disruption budget with the bounds between which the number of pods stays. */
interface BudgetedPods {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly least: number;
  readonly most: number;
}

/**
 * Whether a budget lets one pod go when there are fewest, and keeps one when there are most.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function faultOfBudget(pods: BudgetedPods): BudgetFault | undefined {
  if (staying(pods, pods.least) >= pods.least) return 'blocks drains';
  return staying(pods, pods.most) <= 0 ? 'protects nothing' : undefined;
}

function staying({ minAvailable, maxUnavailable }: BudgetedPods, replicas: number): number {
  if (minAvailable !== undefined) return amountOf(minAvailable, replicas);
  return replicas - amountOf(maxUnavailable ?? 0, replicas);
}
