import { at, type Block, canonical, only, textOf } from '../../synth';
import { podSpec } from '../pods';
import { type NonCompliance, type Policy, verdict } from '../policy';

/** A budget that lets no pod go stops every drain; one that lets all go protects nothing. */
export const disruptionBudget: Policy = {
  name: 'pods/disruption-budget',
  severity: { protected: 'error', other: 'warning' },
  judge: (budget, { stack }) => {
    if (budget.type !== 'kubernetes_pod_disruption_budget_v1') return 'not applicable';
    const spec = only(budget.arguments['spec']);
    const selector = labels(at(spec, 'selector'));
    const workload = [...stack.blocks.values()].find(
      (block) =>
        podSpec(block) !== undefined && labels(at(only(block.arguments['spec']), 'selector')) === selector,
    );
    if (workload === undefined) return 'not applicable';
    const least = leastReplicas(workload, [...stack.blocks.values()]);
    return verdict(problems(least, at(spec, 'min_available'), at(spec, 'max_unavailable')));
  },
};

function labels(selector: Parameters<typeof only>[0]): string {
  return canonical(at(only(selector), 'match_labels') ?? null);
}

/** How many pods there are at the quietest: the autoscaler's least, or the replicas. */
function leastReplicas(workload: Block, blocks: readonly Block[]): number {
  const name = at(only(workload.arguments['metadata']), 'name');
  const scaler = blocks.find(
    ({ type, arguments: args }) =>
      type.startsWith('kubernetes_horizontal_pod_autoscaler') &&
      at(only(at(only(args['spec']), 'scale_target_ref')), 'name') === name,
  );
  const least =
    at(only(scaler?.arguments['spec']), 'min_replicas') ?? at(only(workload.arguments['spec']), 'replicas');
  return Number(least ?? 1);
}

function problems(
  replicas: number,
  minAvailable: ReturnType<typeof at>,
  maxUnavailable: ReturnType<typeof at>,
): readonly NonCompliance[] {
  const stays = amount(minAvailable, replicas);
  const goes = amount(maxUnavailable, replicas);
  const advice = 'Allow one pod to go, and run two or more.';
  if (goes === 0 || (stays !== undefined && stays >= replicas))
    return [{ path: 'spec', message: 'must let a pod go', value: `none of ${replicas} may go`, advice }];
  if (goes !== undefined && goes >= replicas)
    return [{ path: 'spec', message: 'must keep a pod', value: `all ${replicas} may go at once`, advice }];
  return [];
}

/** A number of pods, or a share of them, rounded up as Kubernetes does. */
function amount(value: ReturnType<typeof at>, replicas: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  const share = /^(\d+)%$/.exec(textOf(value));
  return share === null ? Number(value) : Math.ceil((Number(share[1]) * replicas) / 100);
}
