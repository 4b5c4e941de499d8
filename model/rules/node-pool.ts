import { reservedOf } from '../../constructs/cluster-node';
import { Cpu, Size } from '../../constructs/quantities';
import { mostReplicas, podRequests, type PodRequests } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment, Pool } from '../environment';
import { DEFAULT_PLATFORM } from '../image-build';
import { selectedImage } from '../selected-image';
import type { AnyServiceSettings, Service } from '../service';
import { isOnEveryNode, replicasOf, workloadOf } from '../workload';

/** If the cluster's nodes are the environment's own machines, the images are built for their platform. */
export function nodePool(composition: ResolvedComposition): readonly Finding[] {
  return composition.environments.flatMap((environment) => {
    const { nodePool: name } = environment.cluster;
    if (name === undefined) return [];
    const pool = environment.pools[name];
    if (pool !== undefined) {
      // During a roll, a pool may run two images.
      const images = [pool.image, ...Object.values(pool.slots).flatMap(({ image }) => image ?? [])];
      return [...new Set(images.map(({ architecture }) => architecture))].flatMap((architecture) =>
        platform(composition, environment, name, architecture),
      );
    }
    return [
      problem({
        rule: 'node-pool/unknown',
        path: `environments.${environment.name}.cluster.nodePool`,
        message: 'must be one of the environment’s pools',
        value: name,
        advice: `Its pools: ${Object.keys(environment.pools).join(', ') || 'none'}. Leave out nodePool if the nodes are not its own machines.`,
      }),
    ];
  });
}

/**
 * The node pool has room for what the services request at full autoscaling. What nodes reserve for their own system is known
 * and counted if they join by Slipway. Otherwise this refuses only what can never fit.
 */
export function nodePoolRoom(composition: ResolvedComposition): readonly Finding[] {
  return composition.environments.flatMap((environment) => {
    const { nodePool: name } = environment.cluster;
    if (name === undefined) return [];
    return [...tooLarge(composition, environment, name), ...room(composition, environment, name)];
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
  return project.props.services.flatMap((service) => {
    if (environment.services[service.name] === undefined) return [];
    const excess = excessOf(podRequests(workloadOf(project, environment, service)), has);
    if (excess === undefined) return [];
    return [
      problem({
        rule: 'node-pool/machine',
        path: `environments.${environment.name}.services.${service.name}`,
        message: `must fit on one machine of pool ${name}`,
        value: `requesting ${excess}`,
        advice: 'Make the machines larger, or lower cpu, memory or memoryRequest of the service.',
      }),
    ];
  });
}

function room({ project }: ResolvedComposition, environment: Environment, name: string): readonly Finding[] {
  const pool = environment.pools[name];
  if (pool === undefined) return [];
  const machines = Object.keys(pool.slots).length;
  const each = forPods(environment, pool);
  const has = { cpu: each.cpu.times(machines), memory: each.memory.times(machines) };
  // A run of each job has the resources of its service.
  const runs = (project.props.jobs ?? []).map(({ props }) => props.of);
  const requested = project.props.services.reduce(
    (sum, service) => {
      const settings = environment.services[service.name];
      if (settings === undefined) return sum;
      const long = podsOf(service, settings, machines);
      const pods = long + runs.filter((of) => of === service).length;
      const { cpu, memory } = podRequests(workloadOf(project, environment, service));
      return { cpu: sum.cpu.plus(cpu.times(pods)), memory: sum.memory.plus(memory.times(pods)) };
    },
    { cpu: Cpu.millis(0), memory: Size.bytes(0) },
  );
  const excess = excessOf(requested, has);
  if (excess === undefined) return [];
  return [
    problem({
      rule: 'node-pool/room',
      path: `environments.${environment.name}.pools.${name}`,
      message: 'must have room for every service at its most replicas',
      value: `requested ${excess}, on ${machines} machines`,
      advice:
        'Add a slot, make the machines larger, or lower replicas, cpu, memory or memoryRequest of a service.',
    }),
  ];
}

/** The most pods of a service. How many machines a daemon set picks by their labels is not known here: it counts as none. */
function podsOf(service: Service, settings: AnyServiceSettings, machines: number): number {
  if (!isOnEveryNode(service.props)) return mostReplicas(replicasOf(service, settings));
  const picks = [service.props, settings].some(
    ({ nodeSelector = {}, affinity }) =>
      Object.keys(nodeSelector).length > 0 || affinity?.nodeAffinity?.required !== undefined,
  );
  return picks ? 0 : machines;
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

/** A selected image has the platforms that its release records. One that is not yet released will have the project's. */
function platform(
  { project, releases }: ResolvedComposition,
  environment: Environment,
  name: string,
  architecture: string,
): readonly Finding[] {
  const machine = `linux/${architecture}`;
  const builds = project.props.build?.platform ?? DEFAULT_PLATFORM;
  return project.props.services.flatMap((service) => {
    if (service.image.kind === 'prebuilt') return []; // Only its registry knows.
    const platforms = selectedImage({ project, releases }, environment, service)?.record?.platforms ?? [
      builds,
    ];
    if (platforms.includes(machine)) return [];
    return [
      problem({
        rule: 'node-pool/platform',
        path: `environments.${environment.name}.pools.${name}.image.architecture`,
        message: `must be one that ${service.name} is built for, which is ${platforms.join(', ')}`,
        value: architecture,
        advice: 'Use a machine image of that architecture, or build for the platform of the machines.',
      }),
    ];
  });
}
