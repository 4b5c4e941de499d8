import type { Fleet } from './fleet';
import type { Placement, SlotHosts } from './lock/placement';
import { partsOf, slotId } from './slot-id';

/** The placement under today's names: what stands under the former name of a pool is the pool's. */
export function adopt({ pools }: Fleet, placement: Placement): Placement {
  const names = new Set(pools.map(({ name }) => name));
  const renamed = new Map(
    pools.flatMap(({ name, formerly }) =>
      formerly !== undefined && !names.has(formerly) ? [[formerly, name] as const] : [],
    ),
  );
  const todays = (id: string) => {
    const [pool, key] = partsOf(id);
    return slotId(renamed.get(pool) ?? pool, key);
  };
  const adopted = (slots: SlotHosts) =>
    Object.fromEntries(Object.entries(slots).map(([id, host]) => [todays(id), host]));
  // A slot that has a place under today's name needs none from a former one.
  return {
    ...placement,
    slots: { ...adopted(placement.slots), ...own(placement.slots, names) },
    removed: { ...adopted(placement.removed), ...own(placement.removed, names) },
  };
}

function own(slots: SlotHosts, pools: ReadonlySet<string>): SlotHosts {
  return Object.fromEntries(Object.entries(slots).filter(([id]) => pools.has(partsOf(id)[0])));
}
