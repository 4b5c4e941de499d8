import { at, isObject, type Json, only, textOf, within } from '../../../core/json';
import type { Block } from '../../synth';
import { isBeside, isSet, kindOf, podSpec } from '../../workloads';
import { type NonCompliance, type Policy, verdict } from '../policy';
import { scaleOf, scalersIn } from '../scale';

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
    return verdict(problems(scale.least, at(spec, 'min_available'), at(spec, 'max_unavailable')));
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
  replicas: number,
  minAvailable: Json | undefined,
  maxUnavailable: Json | undefined,
): readonly NonCompliance[] {
  const stays = amount(minAvailable, replicas);
  const goes = amount(maxUnavailable, replicas);
  const advice = 'Allow one pod to go, and run two or more.';
  if (goes === 0 || (stays !== undefined && stays >= replicas))
    return [{ path: 'spec', message: 'must let a pod go', value: `none of ${replicas} may go`, advice }];
  if (stays === 0 || (goes !== undefined && goes >= replicas))
    return [{ path: 'spec', message: 'must keep a pod', value: `all ${replicas} may go at once`, advice }];
  return [];
}

/** A number of pods, or a percentage of them, rounded up as Kubernetes does. */
function amount(value: Json | undefined, replicas: number): number | undefined {
  if (!isSet(value)) return undefined;
  const share = /^(\d+)%$/.exec(textOf(value));
  return share === null ? Number(value) : Math.ceil((Number(share[1]) * replicas) / 100);
}
