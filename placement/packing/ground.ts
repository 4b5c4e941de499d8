import type { Fleet, HostRoom, PoolNeeds, SlotWish } from '../fleet';
import type { Placement } from '../lock/placement';
import { compareSlots, compareText, slotId } from '../slot-id';
import { type Amount, capacityOf } from './amount';

/** A host as the search sees it. Its position in {@link Ground.hosts} is its number. */
export interface Host extends Amount {
  readonly name: string;
  readonly domain: number;
}

/** Where a slot stands before anything is placed. */
export type Standing =
  /** On a host that it may stay on. */
  | 'kept'
  /** On a host that it must leave: see {@link Slot.because}. */
  | 'uprooted'
  /** On none. */
  | 'new';

/** A slot as the search sees it. */
export interface Slot extends Amount {
  readonly id: string;
  readonly pool: number;
  /** Whether no other slot of the pool may be on its host. */
  readonly alone: boolean;
  readonly standing: Standing;
  /** The host that it is on, by number, where it is kept. */
  readonly home?: number;
  /** The only host that it may be on, by number. */
  readonly only?: number;
  /** Why it must leave its host, or may be on one only. */
  readonly because?: string;
}

export function isKept({ standing }: Slot): boolean {
  return standing === 'kept';
}

/** A fleet in the form that the search works on: everything sorted, so that no order of the input matters. */
export interface Ground {
  readonly hosts: readonly Host[];
  /** Sorted by id. */
  readonly slots: readonly Slot[];
  readonly pools: number;
  readonly domains: number;
  /** How many hosts may be lost at once. */
  readonly lost: number;
}

/** The fleet, with each slot where the placement has it. Hosts that slots name must exist. */
export function groundOf(fleet: Fleet, placement: Placement): Ground {
  const rooms = [...fleet.hosts].sort((a, b) => compareText(a.name, b.name));
  const domains = [...new Set(rooms.map(domainOf))];
  const hosts = rooms.map((room) => ({
    name: room.name,
    domain: domains.indexOf(domainOf(room)),
    ...capacityOf(room, fleet.overcommit),
  }));
  const pools = [...fleet.pools].sort((a, b) => compareText(a.name, b.name));
  const slots = pools.flatMap((pool, number) =>
    pool.slots.map((wish) => slotOf(pool, number, wish, rooms, placement)),
  );
  return {
    hosts,
    slots: slots.sort((a, b) => compareSlots(a.id, b.id)),
    pools: pools.length,
    domains: domains.length,
    lost: fleet.survives?.hosts ?? 0,
  };
}

/** A host without a domain is one of its own, and shares it with no domain of that name. */
function domainOf({ name, failureDomain }: HostRoom): string {
  return failureDomain === undefined ? `host ${name}` : `domain ${failureDomain}`;
}

function slotOf(
  pool: PoolNeeds,
  number: number,
  { key, host }: SlotWish,
  rooms: readonly HostRoom[],
  { slots, removed }: Placement,
): Slot {
  const id = slotId(pool.name, key);
  const numberOf = (name: string | undefined) => {
    const found = rooms.findIndex((room) => room.name === name && room.emptied !== true);
    return found < 0 ? undefined : found;
  };
  const said = host === undefined ? undefined : rooms.findIndex(({ name }) => name === host);
  return {
    id,
    pool: number,
    cpu: pool.cpu,
    memory: pool.memory.toBytes(),
    alone: pool.spread === 'required',
    ...(slots[id] === undefined
      ? unplaced(said, numberOf(removed[id]))
      : placed(said, numberOf(slots[id]), slots[id], rooms)),
  };
}

type Place = Pick<Slot, 'standing' | 'home' | 'only' | 'because'>;

function placed(
  said: number | undefined,
  at: number | undefined,
  host: string,
  rooms: readonly HostRoom[],
): Place {
  if (said !== undefined && said === at) return { standing: 'kept', home: at, only: at };
  if (said !== undefined) return { standing: 'uprooted', only: said, because: SAID };
  if (at !== undefined) return { standing: 'kept', home: at };
  const exists = rooms.some(({ name }) => name === host);
  return { standing: 'uprooted', because: exists ? `${host} is to be emptied` : `${host} is gone` };
}

function unplaced(said: number | undefined, before: number | undefined): Place {
  if (said !== undefined) return { standing: 'new', only: said, because: SAID };
  if (before !== undefined) return { standing: 'new', only: before, because: RETURNS };
  return { standing: 'new' };
}

const SAID = 'the environment says so';
export const RETURNS = 'it was there before it was removed';

/** The slots of each pool, in the order given. */
export function byPool(slots: readonly Slot[]): readonly (readonly [Slot, ...Slot[]])[] {
  const pools = new Map<number, [Slot, ...Slot[]]>();
  for (const slot of slots) {
    const pool = pools.get(slot.pool);
    if (pool) pool.push(slot);
    else pools.set(slot.pool, [slot]);
  }
  return [...pools.values()];
}
