import { type PoolSpec, slotList } from '../constructs/vm-pool';
import type { Environment, Pool, PoolProps, SlotPlace } from './environment';
import { identityOf } from './names';
import type { Project } from './project';

/** A slot as it was written down: where it is to run and what its address is, as far as that was said. */
interface DeclaredSlot {
  readonly key: string;
  readonly host?: string;
  readonly address?: string;
  readonly address6?: string;
}

/** The slots of a pool one by one: `2` → the slots 0 and 1. */
export function declaredSlots({ slots }: PoolProps): readonly DeclaredSlot[] {
  if (typeof slots === 'number' || isList(slots)) return slotList(slots);
  return Object.entries(slots).map(([key, slot]) => declaredSlot(key, slot));
}

function declaredSlot(key: string, slot: SlotPlace): DeclaredSlot {
  return typeof slot === 'string'
    ? { key, host: slot }
    : { key, host: slot.on, address: slot.address, address6: slot.address6 };
}

/** `Array.isArray` does not know that a list may be readonly. */
function isList(slots: PoolProps['slots']): slots is readonly string[] {
  return Array.isArray(slots);
}

/** The slots of a pool that run on a hypervisor. */
export function slotsOn({ slots }: Pool, hypervisor: string): readonly string[] {
  return Object.entries(slots)
    .filter(([, { host }]) => host === hypervisor)
    .map(([key]) => key);
}

/** The retired slots of a pool that ran on a hypervisor → what happens to their data. */
export function retiredOn({ retired = {} }: Pool, hypervisor: string): NonNullable<PoolSpec['retired']> {
  const there = Object.entries(retired).filter(([, { on }]) => on === hypervisor);
  return Object.fromEntries(there.map(([key, { data }]) => [key, data]));
}

/**
 * A pool of an environment, as its construct takes it; `undefined` while its network is not there, which is a finding of its
 * own.
 */
export function poolSpecOf(project: Project, environment: Environment, name: string): PoolSpec | undefined {
  const pool = environment.pools[name];
  const network = pool === undefined ? undefined : environment.networks[pool.network];
  if (pool === undefined || network === undefined) return undefined;
  const { spread: _spread, maxUnavailable: _budget, quorum: _quorum, retired = {}, ...machine } = pool;
  return {
    ...machine,
    identity: identityOf(project.name, environment),
    pool: name,
    slots: Object.entries(pool.slots).map(([key, { address, address6, image }]) => ({
      key,
      address,
      address6,
      image,
    })),
    retired: Object.fromEntries(Object.entries(retired).map(([key, { data }]) => [key, data])),
    network,
    protect: environment.protect,
  };
}
