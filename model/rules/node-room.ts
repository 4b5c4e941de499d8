import { reservedOf } from '../../constructs/cluster-node';
import { Cpu, Size } from '../../constructs/quantities';
import {
  leastReplicas,
  mostReplicas,
  podRequests,
  type PodRequests,
  podsInRollout,
} from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment, Pool } from '../environment';
import { jobWorkloadOf } from '../pods-in';
import { mostDown, poolLimits } from '../pool-limits';
import type { Service } from '../service';
import type { AnyServiceSettings } from '../service-settings';
import { isOnEveryNode, replicasOf, workloadOf } from '../workload';

/** @see https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const MOST_PODS = 110;
const LARGEST_SUM = 2 ** 52;

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
    return [...tooLarge(composition, environment, name), ...room(nodes, demandsOf(composition, nodes))];
  });
}

/** A pod that requests more than one machine has would stay pending. */
function tooLarge(
  { project }: ResolvedComposition,
  environment: Environment,
  name: string,
): readonly Finding[] {
  const machine = environment.pools[name];
  if (machine === undefined) return [];
  const has = forPods(environment, machine);
  const { services, jobs = [] } = project.props;
  const runs = services.filter((service) => environment.services[service.name] !== undefined);
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

/** The machines that pods have. */
interface Nodes {
  readonly environment: Environment;
  readonly name: string;
  readonly pool: Pool;
  readonly machines: number;
}

/** What a service, or a run of a job, asks the scheduler for. */
interface Demand {
  readonly name: string;
  readonly each: PodRequests;
  /** How many pods there are, at the fewest and at the most. */
  readonly least: number;
  readonly most: number;
  /** Whether a rollout cannot go on without one more. */
  readonly surges: boolean;
  /** Whether each machine has one. */
  readonly isOnEach: boolean;
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

function demandsOf({ project }: ResolvedComposition, { environment, machines }: Nodes): readonly Demand[] {
  return project.props.services.flatMap((service) => {
    const settings = environment.services[service.name];
    if (settings === undefined) return [];
    const { name, props } = service;
    const each = podRequests(workloadOf(project, environment, service));
    const { least, most } = podsOf(service, settings, machines);
    const isOnEach = isOnEveryNode(props);
    const runs = (project.props.jobs ?? []).filter((job) => job.props.of === service);
    return [
      { name, each, least, most, isOnEach, surges: !isOnEach && podsInRollout(props, most) > most },
      ...runs.map((job) => ({
        name: job.name,
        each: podRequests(jobWorkloadOf(project, environment, job)),
        ...{ least: 0, most: 1, isOnEach: false, surges: false },
      })),
    ];
  });
}

/** How many pods a service has. How many machines a daemon set picks by their labels is not known here: it counts as none. */
function podsOf(
  service: Service,
  settings: AnyServiceSettings,
  machines: number,
): Pick<Demand, 'least' | 'most'> {
  if (!isOnEveryNode(service.props)) {
    const replicas = replicasOf(service, settings);
    return { least: leastReplicas(replicas), most: mostReplicas(replicas) };
  }
  const picks = [service.props, settings].some(
    ({ nodeSelector = {}, affinity }) =>
      Object.keys(nodeSelector).length > 0 || affinity?.nodeAffinity?.required !== undefined,
  );
  return picks ? { least: 0, most: 0 } : { least: machines, most: machines };
}

function totalOf(demands: readonly Demand[], count: 'least' | 'most'): PodRequests {
  return demands.reduce<PodRequests>((sum, { each, [count]: pods }) => plus(sum, times(each, pods)), {
    cpu: Cpu.millis(0),
    memory: Size.bytes(0),
  });
}

function plus(a: PodRequests, b: PodRequests): PodRequests {
  return requests(a.cpu.toMillis() + b.cpu.toMillis(), a.memory.toBytes() + b.memory.toBytes());
}

function times({ cpu, memory }: PodRequests, count: number): PodRequests {
  return requests(cpu.toMillis() * count, memory.toBytes() * count);
}

/** More than any machines have is as good as more than that: billions of pods are still numbers that can be told. */
function requests(millis: number, bytes: number): PodRequests {
  return { cpu: Cpu.millis(Math.min(millis, LARGEST_SUM)), memory: Size.bytes(Math.min(bytes, LARGEST_SUM)) };
}

/** What so many machines have for pods. */
function roomOn({ environment, pool }: Nodes, machines: number): PodRequests {
  return times(forPods(environment, pool), machines);
}

/** What a machine has for pods. */
function forPods({ cluster: { node } }: Environment, { cpu, memory }: Pool): PodRequests {
  if (node === undefined) return { cpu: Cpu.cores(cpu), memory };
  const reserved = reservedOf(node);
  return {
    cpu: Cpu.millis(Math.max(0, cpu * 1000 - reserved.cpu.toMillis())),
    memory: Size.bytes(Math.max(0, memory.toBytes() - reserved.memory.toBytes())),
  };
}

/** Where the requests exceed what there is, as a message says it; undefined if they fit. */
function excessOf(requested: PodRequests, has: PodRequests): string | undefined {
  const excess = [
    ...(requested.cpu.toMillis() > has.cpu.toMillis()
      ? [`${requested.cpu.toString()} of ${has.cpu.toString()} CPUs`]
      : []),
    ...(requested.memory.toBytes() > has.memory.toBytes()
      ? [`${requested.memory.toString()} of ${has.memory.toString()} of memory`]
      : []),
  ];
  return excess.length === 0 ? undefined : excess.join(' and ');
}
