import { at, isObject, type Json, only, textOf, within } from '../../../core/json';
import { faultOfBudget } from '../../../core/kubernetes';
import type { Block } from '../../synth';
import { isBeside, isSet, kindOf, podSpec } from '../../workloads';
import { type NonCompliance, type Policy, verdict } from '../policy';
import { type Scale, scaleOf, scalersIn } from '../scale';

/** A budget that allows no evictions blocks every drain; one that allows all protects nothing. */
export const disruptionBudget: Policy = {
  name: 'pods/disruption-budget',
  severity: { protected: 'error', other: 'warning' },
  judge: (budget, { stack }) => {
    if (kindOf(budget) !== 'PodDisruptionBudget') return 'not applicable';
    const blocks = [...stack.blocks.values()];
    const workload = blocks.find((block) => covers(budget, block));
    const scale = workload === undefined ? undefined : scaleOf(workload, scalersIn(blocks));
    if (scale === undefined) return 'not applicable';
    const spec = only(budget.arguments['spec']);
    return verdict(problems(scale, at(spec, 'min_available'), at(spec, 'max_unavailable')));
  },
};

/** Whether a budget applies to a workload: its pods have every label that the budget selects. */
function covers(budget: Block, workload: Block): boolean {
  if (podSpec(workload) === undefined || !isBeside(budget, workload)) return false;
  const wanted = within(budget.arguments, ['spec', 'selector', 'match_labels']);
  const labels = within(workload.arguments, ['spec', 'template', 'metadata', 'labels']);
  if (!isObject(wanted)) return false;
  return Object.entries(wanted).every(([name, value]) => at(labels, name) === value);
}

function problems(
  { least, most }: Scale,
  minAvailable: Json | undefined,
  maxUnavailable: Json | undefined,
): readonly NonCompliance[] {
  if (!isSet(minAvailable) && !isSet(maxUnavailable)) return [];
  const fault = faultOfBudget({
    ...(isSet(minAvailable) ? { minAvailable: textOf(minAvailable) } : {}),
    ...(isSet(maxUnavailable) ? { maxUnavailable: textOf(maxUnavailable) } : {}),
    least,
    most,
  });
  const advice = 'Allow one pod to go, and run two or more.';
  if (fault === 'blocks drains')
    return [{ path: 'spec', message: 'must let a pod go', value: `none of ${least} may go`, advice }];
  if (fault === 'protects nothing')
    return [{ path: 'spec', message: 'must keep a pod', value: `all ${most} may go at once`, advice }];
  return [];
}
