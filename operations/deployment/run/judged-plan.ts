import type { PlannedChange } from '../planned-change';
import { type Loss, lossesIn } from '../refuse-data-loss';
import { type Outage, outagesIn } from '../refuse-outages';
import type { Plan } from '../terraform';
import type { RunRequest } from './run-request';

/** The plan of a stack, and what it would lose or take down. */
export interface JudgedPlan {
  readonly stack: string;
  readonly plan: Plan;
  /** Those of the plan that was judged: a later one has no others. */
  readonly changes: readonly PlannedChange[];
  readonly losses: readonly Loss[];
  /** Those that this stack has a part in. */
  readonly outages: readonly Outage[];
}

/** Judges the plans of a round: what is down at once shows only when all of them are seen together. */
export function judgedPlans(
  { allowed, pools, allowedOutages }: Pick<RunRequest, 'allowed' | 'pools' | 'allowedOutages'>,
  plans: ReadonlyMap<string, Plan>,
): readonly JudgedPlan[] {
  const planned = [...plans].map(([stack, plan]) => ({ stack, plan, changes: plan.changes }));
  const outages = outagesIn(planned, pools, allowedOutages);
  return planned.map((one) => ({
    ...one,
    losses: lossesIn(
      one.stack,
      one.changes,
      allowed === 'all' ? one.changes.map(({ address }) => address) : allowed,
    ),
    outages: outages.filter(({ machines }) =>
      machines.some((machine) => machine.startsWith(`${one.stack}:`)),
    ),
  }));
}

/** Whether it would do something that nobody allowed. */
export function isRefusedPlan({ losses, outages }: JudgedPlan): boolean {
  return [...losses, ...outages].some(({ allowed }) => !allowed);
}

/** Why a plan is refused. */
export function refusalOf({ losses }: JudgedPlan): string {
  return losses.some(({ allowed }) => !allowed)
    ? 'it would destroy data'
    : 'it would take too many machines of a pool down at once';
}
