import { budgetOf, keptApartBy, leastReplicas, mostReplicas } from '../../constructs/workload';
import type { Finding } from '../../core/findings';
import { amountOf } from '../../core/kubernetes';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { mostDown, poolLimits } from '../pool-limits';
import type { Service } from '../service';
import { isOnEveryNode, replicasOf, servicesIn, settingsOf, workloadOf } from '../workload';

/** A disruption budget lets the drains of a roll end: what is evicted counts as missing until it runs elsewhere. */
export function drains({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const pool = environment.pools[environment.cluster.nodePool ?? ''];
    const machines = Object.keys(pool?.slots ?? {}).length;
    if (pool === undefined || machines === 0) return [];
    const down = Math.min(mostDown(machines, poolLimits(environment, pool)), machines);
    if (down === 0) return [];
    return servicesIn(project, environment)
      .filter(({ props }) => !isOnEveryNode(props))
      .flatMap((service) => {
        const workload = workloadOf(project, environment, service);
        const isApart = keptApartBy(workload).includes('kubernetes.io/hostname');
        return ofService(environment, service, { machines, down, isApart });
      });
  });
}

interface Drain {
  readonly machines: number;
  /** How many of them are drained at once. */
  readonly down: number;
  /** Whether no two of the pods may share a machine. */
  readonly isApart: boolean;
}

function ofService(
  environment: Environment,
  service: Service,
  { machines, down, isApart }: Drain,
): readonly Finding[] {
  const replicas = replicasOf(service, settingsOf(environment, service));
  const pods = leastReplicas(replicas);
  // A lone pod has no budget.
  if (service.props.single === true || mostReplicas(replicas) < 2) return [];
  const others = machines - down;
  const elsewhere = isApart ? Math.min(others, pods) : others === 0 ? 0 : pods;
  const budget = budgetOf(service.props);
  const mayGo =
    'minAvailable' in budget
      ? pods - amountOf(budget.minAvailable, pods)
      : amountOf(budget.maxUnavailable, pods);
  if (pods - elsewhere <= mayGo) return [];
  const unseen =
    environment.cluster.node === undefined
      ? 'Slipway cannot see whether the cluster has other nodes'
      : 'Slipway cannot see whether you roll with --no-drain';
  return [
    {
      rule: 'rolls/drain',
      severity: 'warning',
      path: `environments.${environment.name}.services.${service.name}`,
      message: `has a disruption budget for which no roll of the node pool can drain ${down === 1 ? 'a machine' : `${down} machines`}: ${unseen}`,
      value: `${mayGo} of ${pods} pods may be missing, and ${elsewhere} can run on ${others} other machines`,
      advice:
        others === 0
          ? 'Add a slot to the pool, lower its maxUnavailable where that is above 1, or run one pod, which has no budget.'
          : 'Lower maxUnavailable of the pool, allow as many pods in disruptionBudget, or add a slot.',
    },
  ];
}
