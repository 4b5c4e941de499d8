import { reservedOf } from '../../constructs/cluster-node';
import { Cpu, Size } from '../../constructs/quantities';
import {
  leastReplicas,
  mostReplicas,
  podRequests,
  type PodRequests,
  podsInRollout,
} from '../../constructs/workload';
import type { ResolvedComposition } from '../composition';
import type { Environment, Pool } from '../environment';
import { jobWorkloadOf } from '../pods-in';
import type { Service } from '../service';
import type { AnyServiceSettings } from '../service-settings';
import { isOnEveryNode, replicasOf, workloadOf } from '../workload';

const LARGEST_SUM = 2 ** 52;

/** The machines that pods have. */
export interface Nodes {
  readonly environment: Environment;
  readonly name: string;
  readonly pool: Pool;
  readonly machines: number;
}

/** What a service, or a run of a job, asks the scheduler for. */
export interface Demand {
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

/** What all services of an environment ask for, and each run of a job. */
export function demandsOf(
  { project }: ResolvedComposition,
  { environment, machines }: Nodes,
): readonly Demand[] {
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

/** What all of them ask for together. */
export function totalOf(demands: readonly Demand[], count: 'least' | 'most'): PodRequests {
  return demands.reduce<PodRequests>((sum, { each, [count]: pods }) => plus(sum, times(each, pods)), {
    cpu: Cpu.millis(0),
    memory: Size.bytes(0),
  });
}

/** What two ask for together. */
export function plus(a: PodRequests, b: PodRequests): PodRequests {
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
export function roomOn({ environment, pool }: Nodes, machines: number): PodRequests {
  return times(forPods(environment, pool), machines);
}

/** What a machine has for pods. */
export function forPods({ cluster: { node } }: Environment, { cpu, memory }: Pool): PodRequests {
  if (node === undefined) return { cpu: Cpu.cores(cpu), memory };
  const reserved = reservedOf(node);
  return {
    cpu: Cpu.millis(Math.max(0, cpu * 1000 - reserved.cpu.toMillis())),
    memory: Size.bytes(Math.max(0, memory.toBytes() - reserved.memory.toBytes())),
  };
}

/** Where the requests exceed what there is, as a message says it; undefined if they fit. */
export function excessOf(requested: PodRequests, has: PodRequests): string | undefined {
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
