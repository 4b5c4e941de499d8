import { podRequests } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { jobWorkloadOf } from '../pods-in';
import { mostDown, poolLimits } from '../pool-limits';
import type { Service } from '../service';
import { servicesIn, workloadOf } from '../workload';
import { type Demand, demandsOf, excessOf, forPods, type Nodes, plus, roomOn, totalOf } from './node-demand';

/** @see https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const MOST_PODS = 110;

/**
 * The node pool has room for what the services request at full autoscaling. What nodes reserve for their own system is known
 * and counted if they join by Slipway. Otherwise this refuses only what can never fit.
 */
export function nodePoolRoom(composition: ResolvedComposition): readonly Finding[] {
  return composition.environments.flatMap((environment) => {
    const { nodePool: name } = environment.cluster;
    if (name === undefined) return [];
    const pool = environment.pools[name];
    if (pool === undefined) return [];
    const nodes = { environment, name, pool, machines: Object.keys(pool.slots).length };
    return [...tooLarge(composition, nodes), ...room(nodes, demandsOf(composition, nodes))];
  });
}

/** A pod that requests more than one machine has would stay pending. */
function tooLarge({ project }: ResolvedComposition, { environment, name, pool }: Nodes): readonly Finding[] {
  const has = forPods(environment, pool);
  const { jobs = [] } = project.props;
  const runs = servicesIn(project, environment);
  const excessOfService = (service: Service) =>
    excessOf(podRequests(workloadOf(project, environment, service)), has);
  const refused = (path: string, excess: string | undefined): readonly Finding[] =>
    excess === undefined
      ? []
      : [
          problem({
            rule: 'node-pool/machine',
            path: `environments.${environment.name}.${path}`,
            message: `must fit on one machine of pool ${name}`,
            value: `requesting ${excess}`,
            advice: 'Make the machines larger, or lower cpu, memory or memoryRequest.',
          }),
        ];
  return [
    ...runs.flatMap((service) => refused(`services.${service.name}`, excessOfService(service))),
    // What is too large for a job because it is for its service is told there.
    ...jobs
      .filter(({ props }) => runs.includes(props.of) && excessOfService(props.of) === undefined)
      .flatMap((job) =>
        refused(`jobs.${job.name}`, excessOf(podRequests(jobWorkloadOf(project, environment, job)), has)),
      ),
  ];
}

function room(nodes: Nodes, demands: readonly Demand[]): readonly Finding[] {
  const { environment, name, machines } = nodes;
  const all = excessOf(totalOf(demands, 'most'), roomOn(nodes, machines));
  if (all === undefined) {
    return [...pods(nodes, demands), ...rollout(nodes, demands), ...drained(nodes, demands)];
  }
  return [
    problem({
      rule: 'node-pool/room',
      path: `environments.${environment.name}.pools.${name}`,
      message: 'must have room for every service at its most replicas',
      value: `requested ${all}, on ${machines} machines`,
      advice:
        'Add a slot, make the machines larger, or lower replicas, cpu, memory or memoryRequest of a service.',
    }),
  ];
}

/** Where Slipway starts the kubelet, it knows how many pods that takes. */
function pods({ environment, name, machines }: Nodes, demands: readonly Demand[]): readonly Finding[] {
  const { node } = environment.cluster;
  if (node === undefined) return [];
  const { maxPods = MOST_PODS } = node;
  const most = demands.reduce((sum, demand) => sum + demand.most, 0);
  if (most <= maxPods * machines) return [];
  return [
    problem({
      rule: 'node-pool/pods',
      path: `environments.${environment.name}.pools.${name}`,
      message: 'must take every pod of the services at their most replicas',
      value: `${most} pods, on ${machines} machines of at most ${maxPods}`,
      advice: 'Add a slot, raise maxPods of joins(…), or lower the replicas of a service.',
    }),
  ];
}

/** The last pod of a rollout needs room beside all others; one that cannot be scheduled stops it. */
function rollout(nodes: Nodes, demands: readonly Demand[]): readonly Finding[] {
  const { environment, name, machines } = nodes;
  const has = roomOn(nodes, machines);
  const stuck = (count: 'least' | 'most') =>
    demands.find(
      ({ surges, each }) => surges && excessOf(plus(totalOf(demands, count), each), has) !== undefined,
    );
  const always = stuck('least');
  const service = always ?? stuck('most');
  if (service === undefined) return [];
  const excess = excessOf(plus(totalOf(demands, always ? 'least' : 'most'), service.each), has) ?? '';
  const finding = {
    rule: 'node-pool/rollout',
    path: `environments.${environment.name}.pools.${name}`,
    value: `requested ${excess} with one more pod of ${service.name}, on ${machines} machines`,
    advice: `Add a slot, make the machines larger, lower what services request, or give ${service.name} rollout: { maxSurge: 0, maxUnavailable: 1 }.`,
  };
  if (always !== undefined) {
    return [
      problem({
        ...finding,
        message: 'must have room for one pod more: a rollout starts the new one before an old one goes',
      }),
    ];
  }
  return [
    {
      ...finding,
      severity: 'warning',
      message:
        'should have room for one pod more at full autoscaling, which a rollout needs: Slipway cannot see how many pods run then',
    },
  ];
}

/** A roll drains machines: their pods need room on the others. */
function drained(nodes: Nodes, demands: readonly Demand[]): readonly Finding[] {
  const { environment, name, pool, machines } = nodes;
  const others = machines - mostDown(machines, poolLimits(environment, pool));
  // Without another machine there is nothing to reckon, and a quorum of two is never rolled.
  if (others < 1 || others >= machines) return [];
  const left = demands.map((demand) =>
    demand.isOnEach ? { ...demand, least: Math.min(demand.least, others) } : demand,
  );
  const excess = excessOf(totalOf(left, 'least'), roomOn(nodes, others));
  if (excess === undefined) return [];
  return [
    {
      rule: 'rolls/room',
      severity: 'warning',
      path: `environments.${environment.name}.pools.${name}`,
      message:
        'should have room for all pods while a roll drains machines, or some wait for the roll and drains for them: Slipway cannot see which pods go first',
      value: `requested ${excess} at the fewest replicas, on the other ${others} of ${machines} machines`,
      advice:
        'Add a slot, make the machines larger, or lower maxUnavailable of the pool where it is above 1.',
    },
  ];
}
