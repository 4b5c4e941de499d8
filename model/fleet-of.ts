import type { Fleet } from '../placement';
import type { DeclaredEnvironment } from './environment';
import { declaredSlots } from './pool';

/** What placement must know of an environment. */
export function fleetOf({ name, hypervisors, pools, overcommit, survives }: DeclaredEnvironment): Fleet {
  return {
    environment: name,
    hosts: Object.entries(hypervisors).map(([host, { cores, memory, failureDomain, reserve, drained }]) => ({
      name: host,
      cores,
      memory,
      failureDomain,
      reserve,
      drained,
    })),
    pools: Object.entries(pools).map(([pool, { cpu, memory, spread, formerly, image, ...rest }]) => ({
      name: pool,
      formerly: typeof formerly === 'string' ? formerly : formerly?.at(-1),
      cpu,
      memory,
      spread,
      image,
      slots: declaredSlots({ cpu, memory, image, ...rest }).map(({ key, host }) => ({ key, host })),
    })),
    overcommit,
    survives,
  };
}
