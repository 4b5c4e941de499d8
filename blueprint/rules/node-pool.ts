import { Cpu, Size } from '../../constructs/quantities';
import { mostReplicas } from '../../constructs/workload';
import { type Finding, problem } from '../../findings';
import { type Environment, replicasOf } from '../../model';
import type { Blueprint } from '../blueprint';

/**
 * Where the environment's own machines are its cluster's nodes, they have room for what the services ask at full
 * autoscaling, and run the platform that the images are built for. (What the nodes' own system takes is not counted: this
 * refuses what can never fit.)
 */
export function nodePool(blueprint: Blueprint): readonly Finding[] {
  return blueprint.environments.flatMap((environment) => {
    const { nodePool: name } = environment.cluster;
    if (name === undefined) return [];
    const pool = environment.pools[name];
    const path = `environments.${environment.name}.cluster.nodePool`;
    if (pool !== undefined)
      return [...room(blueprint, environment, name), ...platform(blueprint, environment, name)];
    return [
      problem({
        rule: 'node-pool/unknown',
        path,
        message: 'must be one of the environment’s pools',
        value: name,
        advice: `It has ${Object.keys(environment.pools).join(', ') || 'none'}. Leave nodePool out where the nodes are somebody else's.`,
      }),
    ];
  });
}

function room({ project }: Blueprint, environment: Environment, name: string): readonly Finding[] {
  const pool = environment.pools[name];
  if (pool === undefined) return [];
  const machines = Object.keys(pool.slots).length;
  const has = { cpu: Cpu.cores(pool.cpu * machines), memory: pool.memory.times(machines) };
  const asked = project.props.services.reduce(
    (sum, service) => {
      const settings = environment.services[service.name];
      if (settings === undefined) return sum;
      const pods = mostReplicas(replicasOf(service, settings));
      return {
        cpu: sum.cpu.plus(settings.cpu.times(pods)),
        memory: sum.memory.plus(settings.memory.times(pods)),
      };
    },
    { cpu: Cpu.millis(0), memory: Size.bytes(0) },
  );
  const lacking = [
    ...(asked.cpu.toMillis() > has.cpu.toMillis()
      ? [`${asked.cpu.toString()} CPUs of ${has.cpu.toString()}`]
      : []),
    ...(asked.memory.toBytes() > has.memory.toBytes()
      ? [`${asked.memory.toString()} of memory of ${has.memory.toString()}`]
      : []),
  ];
  if (lacking.length === 0) return [];
  return [
    problem({
      rule: 'node-pool/room',
      path: `environments.${environment.name}.pools.${name}`,
      message: 'must have room for every service at its most replicas',
      value: `asked for ${lacking.join(' and ')}, on ${machines} machines`,
      advice: 'Add a slot, make the machines larger, or lower replicas, cpu or memory of a service.',
    }),
  ];
}

function platform({ project }: Blueprint, environment: Environment, name: string): readonly Finding[] {
  const built = project.props.build?.platform ?? 'linux/amd64';
  const machine = environment.pools[name]?.image.architecture;
  if (machine === undefined || built === `linux/${machine}`) return [];
  return [
    problem({
      rule: 'node-pool/platform',
      path: `environments.${environment.name}.pools.${name}.image.architecture`,
      message: `must be that of the images, which are built for ${built}`,
      value: machine,
      advice: 'Use a machine image of that architecture, or build for the platform of the machines.',
    }),
  ];
}
