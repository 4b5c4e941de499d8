import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
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
  // A slot that has a line under today's name needs none from a former one.
  const adopted = (lines: Lines): Lines => ({
    ...Object.fromEntries(Object.entries(lines).map(([id, value]) => [todays(id), value])),
    ...own(lines, names),
  });
  const { slots, pins, removed } = placement;
  return { ...placement, slots: adopted(slots), pins: pins && adopted(pins), removed: adopted(removed) };
}

/** Slot → its host, or what it runs. */
type Lines = Readonly<Record<string, string>>;

function own(lines: Lines, pools: ReadonlySet<string>): Lines {
  return Object.fromEntries(Object.entries(lines).filter(([id]) => pools.has(partsOf(id)[0])));
}
