import { capacityOf, NO_RESOURCES, type Resources, totalOf } from '../placement';
import type { Environment } from './environment';
import { slotsOn } from './pool';

/** What a host of an environment may promise to machines. */
export function capacityOn({ hypervisors, overcommit }: Environment, host: string): Resources {
  const hypervisor = hypervisors[host];
  return hypervisor === undefined ? NO_RESOURCES : capacityOf(hypervisor, overcommit);
}

/** What a host has promised to the slots of an environment that run on it. */
export function promisedOn({ pools }: Environment, host: string): Resources {
  return totalOf(
    Object.values(pools).flatMap((pool) =>
      slotsOn(pool, host).map(() => ({ cpu: pool.cpu, memoryBytes: pool.memory.toBytes() })),
    ),
  );
}
