import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
import { partsOf, slotId } from './slot-id';

/** The placement with the current names of pools: lines under a pool's former name are the pool's. */
export function withCurrentNames({ pools }: Fleet, placement: Placement): Placement {
  const names = new Set(pools.map(({ name }) => name));
  const renamed = new Map(
    pools.flatMap(({ name, formerly }) =>
      formerly !== undefined && !names.has(formerly) ? [[formerly, name] as const] : [],
    ),
  );
  const current = (id: string) => {
    const [pool, key] = partsOf(id);
    return slotId(renamed.get(pool) ?? pool, key);
  };
  // A line under the current name wins over one under the former name.
  const renamedLines = (lines: Lines): Lines => ({
    ...Object.fromEntries(Object.entries(lines).map(([id, value]) => [current(id), value])),
    ...linesOf(lines, names),
  });
  const { slots, pins, removed } = placement;
  return {
    ...placement,
    slots: renamedLines(slots),
    pins: pins && renamedLines(pins),
    removed: renamedLines(removed),
  };
}

/** Slot → its host, or the digest of its image. */
type Lines = Readonly<Record<string, string>>;

function linesOf(lines: Lines, pools: ReadonlySet<string>): Lines {
  return Object.fromEntries(Object.entries(lines).filter(([id]) => pools.has(partsOf(id)[0])));
}
