import { Size } from '../constructs/quantities';
import type { Environment } from './environment';
import { slotsOn } from './pool';

/** An amount of a host: virtual CPUs and memory. */
export interface Share {
  readonly cpu: number;
  readonly memory: Size;
}

/** What a host may promise to machines: its own, less what it keeps, under the environment's overcommit. */
export function allocatable({ hypervisors, overcommit }: Environment, host: string): Share {
  const { cores = 0, memory = Size.bytes(0), reserve = {} } = hypervisors[host] ?? {};
  const left = Math.max(0, memory.toBytes() - (reserve.memory?.toBytes() ?? 0));
  return {
    cpu: Math.max(0, cores - (reserve.cpu ?? 0)) * (overcommit?.cpu ?? 1),
    memory: Size.bytes(Math.floor(left * (overcommit?.memory ?? 1))),
  };
}

/** What a host has promised to the slots that run on it. */
export function promised({ pools }: Environment, host: string): Share {
  return Object.values(pools).reduce(
    (sum, pool) => {
      const machines = slotsOn(pool, host).length;
      return { cpu: sum.cpu + machines * pool.cpu, memory: sum.memory.plus(pool.memory.times(machines)) };
    },
    { cpu: 0, memory: Size.bytes(0) },
  );
}
