import { by } from '../../core/text';
import { capacityOf, type Resources } from '../capacity';
import type { Fleet, FleetHost, FleetPool, FleetSlot } from '../fleet';
import type { Placement } from '../lock/placement';
import { compareSlots, slotId } from '../slot-id';

/** A host as the search sees it. Its position in {@link PackingProblem.hosts} is its number. */
export interface Host extends Resources {
  readonly name: string;
  readonly domain: number;
}

/** The state of a slot before anything is placed. */
type SlotState =
  /** On a host that it may stay on. */
  | 'kept'
  /** On a host that it must leave: see {@link Slot.reason}. */
  | 'displaced'
  /** On no host. */
  | 'new';

/** A slot as the search sees it. */
export interface Slot extends Resources {
  readonly id: string;
  readonly pool: number;
  /** Anti-affinity: whether no other slot of the pool may be on its host. */
  readonly exclusive: boolean;
  readonly state: SlotState;
  /** The host that it is on, by number, where it is kept. */
  readonly currentHost?: number;
  /** The only host that it may be on, by number. */
  readonly boundTo?: number;
  /** Why it must leave its host, or may be on one only. */
  readonly reason?: string;
}

export function isKept({ state }: Slot): boolean {
  return state === 'kept';
}

/** A fleet in the form that the search works on: everything sorted, so that no order of the input matters. */
export interface PackingProblem {
  readonly hosts: readonly Host[];
  /** Sorted by id. */
  readonly slots: readonly Slot[];
  readonly pools: number;
  readonly domains: number;
  /** How many hosts may be lost at once. */
  readonly lost: number;
}

/** The fleet, with each slot where the placement has it. The hosts that the environment gives to slots must exist. */
export function packingProblem(fleet: Fleet, placement: Placement): PackingProblem {
  const hosts = [...fleet.hosts].sort(by(({ name }) => name));
  const domains = [...new Set(hosts.map(domainOf))];
  const pools = [...fleet.pools].sort(by(({ name }) => name));
  const slots = pools.flatMap((pool, number) =>
    pool.slots.map((slot) => slotOf(pool, number, slot, hosts, placement)),
  );
  return {
    hosts: hosts.map((host) => ({
      name: host.name,
      domain: domains.indexOf(domainOf(host)),
      ...capacityOf(host, fleet.overcommit),
    })),
    slots: slots.sort((a, b) => compareSlots(a.id, b.id)),
    pools: pools.length,
    domains: domains.length,
    lost: fleet.survives?.hosts ?? 0,
  };
}

/** A host without a failure domain is one of its own, and shares it with no domain of that name. */
function domainOf({ name, failureDomain }: FleetHost): string {
  return failureDomain === undefined ? `host ${name}` : `domain ${failureDomain}`;
}

function slotOf(
  pool: FleetPool,
  number: number,
  { key, host }: FleetSlot,
  hosts: readonly FleetHost[],
  { slots, removed }: Placement,
): Slot {
  const id = slotId(pool.name, key);
  const usable = (name: string | undefined) => {
    const found = hosts.findIndex((one) => one.name === name && one.drained !== true);
    return found < 0 ? undefined : found;
  };
  const given = host === undefined ? undefined : hosts.findIndex(({ name }) => name === host);
  return {
    id,
    pool: number,
    cpu: pool.cpu,
    memoryBytes: pool.memory.toBytes(),
    exclusive: pool.spread === 'required',
    ...(slots[id] === undefined
      ? whereNew(given, usable(removed[id]))
      : wherePlaced(given, usable(slots[id]), slots[id], hosts)),
  };
}

type Where = Pick<Slot, 'state' | 'currentHost' | 'boundTo' | 'reason'>;

function wherePlaced(
  given: number | undefined,
  current: number | undefined,
  name: string,
  hosts: readonly FleetHost[],
): Where {
  if (given !== undefined && given === current)
    return { state: 'kept', currentHost: current, boundTo: current };
  if (given !== undefined) return { state: 'displaced', boundTo: given, reason: GIVEN };
  if (current !== undefined) return { state: 'kept', currentHost: current };
  const isDrained = hosts.some((host) => host.name === name);
  return { state: 'displaced', reason: isDrained ? `${name} is drained` : `${name} is no longer declared` };
}

function whereNew(given: number | undefined, former: number | undefined): Where {
  if (given !== undefined) return { state: 'new', boundTo: given, reason: GIVEN };
  if (former !== undefined) return { state: 'new', boundTo: former, reason: RETURNS };
  return { state: 'new' };
}

const GIVEN = 'the environment says so';
export const RETURNS = 'it ran there before it was removed';

/** The capacity of the largest host, in each resource by itself; at least 1, since sizes are divided by it. */
export function largestHost({ hosts }: PackingProblem): Resources {
  return {
    cpu: Math.max(1, ...hosts.map(({ cpu }) => cpu)),
    memoryBytes: Math.max(1, ...hosts.map(({ memoryBytes }) => memoryBytes)),
  };
}

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
