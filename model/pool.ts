import type { PoolSpec, SlotProps } from '../constructs/vm-pool';
import { type Environment, hostOf, type Placed, type PoolProps } from './environment';
import { identityOf } from './names';
import type { Project } from './project';

/** The slots of a pool that run on a hypervisor. */
export function slotsOn({ slots }: PoolProps, hypervisor: string): readonly string[] {
  return Object.keys(slots).filter((key) => slots[key] !== undefined && hostOf(slots[key]) === hypervisor);
}

/**
 * A pool of an environment, as its construct takes it; `undefined` while its network is not there, which is a finding of its
 * own.
 */
export function poolOf(project: Project, environment: Environment, name: string): PoolSpec | undefined {
  const pool = environment.pools[name];
  const network = pool === undefined ? undefined : environment.networks[pool.network];
  if (pool === undefined || network === undefined) return undefined;
  return {
    ...pool,
    identity: identityOf(project.name, environment),
    pool: name,
    slots: Object.entries(pool.slots).map(([key, placed]) => slotOf(key, placed)),
    network,
    protect: environment.protect,
  };
}

function slotOf(key: string, placed: Placed): SlotProps {
  return typeof placed === 'string' ? { key } : { key, address: placed.address };
}
