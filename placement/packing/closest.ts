import { Budget } from './budget';
import { isKept, type Ground, type Slot } from './ground';
import type { Order } from './arrange';
import { placingOrder, preference } from './preference';
import { Stack } from './stack';

/** A host that would be the first to take a slot, and what is in the way. */
export interface Closest {
  readonly name: string;
  /** Virtual CPUs that are missing. */
  readonly cpu: number;
  /** Bytes that are missing. */
  readonly memory: number;
  /** Whether a slot of a pool that never shares a host is there. */
  readonly shares: boolean;
  /** A loss of hosts that would be fatal with the slot there, and a slot that would fit nowhere then. */
  readonly stranded?: { readonly lost: string; readonly slot: string };
}

/** What is left over when everything that goes is placed: what is kept, what must move, then what is new. */
export function stranded(
  ground: Ground,
  order: Order,
): { readonly stack: Stack; readonly slots: readonly Slot[] } {
  const stack = new Stack(ground, [], new Budget(Infinity));
  const leaving = ground.slots.filter((slot) => isKept(slot) && !stack.put(slot, slot.home ?? -1));
  const moving = ground.slots.filter(({ standing }) => standing === 'uprooted');
  const fresh = ground.slots.filter(({ standing }) => standing === 'new');
  const prefer = preference(ground, stack.load, order);
  const left = [...placingOrder(ground, [...leaving, ...moving]), ...placingOrder(ground, fresh)].filter(
    (slot) => !prefer(slot).some((host) => stack.put(slot, host)),
  );
  // All go, but only by moving more than must: then it is the new ones that have no place.
  return { stack, slots: left.length > 0 ? left : fresh };
}

/** The host that is closest to taking a slot: first those that it may share, then by how little is missing. */
export function closestHost(ground: Ground, stack: Stack, slot: Slot): Closest | undefined {
  const hosts = slot.only === undefined ? ground.hosts.map((_, host) => host) : [slot.only];
  const lacking = hosts.map((host) => ({ host, ...lackOn(stack, slot, host) }));
  const far = ({ cpu, memory, shares }: (typeof lacking)[number]) =>
    (shares ? Number.MAX_SAFE_INTEGER : 0) + cpu / Math.max(1, slot.cpu) + memory / Math.max(1, slot.memory);
  const [best] = lacking.sort((a, b) => far(a) - far(b));
  if (best === undefined) return undefined;
  const { host, ...lack } = best;
  return { name: ground.hosts[host]?.name ?? '', ...lack, ...fatalWith(ground, stack, slot, host) };
}

function lackOn({ load }: Stack, slot: Slot, host: number) {
  const free = load.free(host);
  return {
    cpu: Math.max(0, slot.cpu - free.cpu),
    memory: Math.max(0, slot.memory - free.memory),
    shares: slot.alone && load.ofPoolOn(slot, host) > 0,
  };
}

function fatalWith(
  { hosts }: Ground,
  { load, rescue }: Stack,
  slot: Slot,
  host: number,
): Pick<Closest, 'stranded'> {
  if (!load.put(slot, host)) return {};
  const loss = rescue.firstFatal();
  const [first] = loss === undefined ? [] : rescue.strandedBy(loss);
  load.undo();
  const lost = (rescue.losses[loss ?? -1] ?? []).map((number) => hosts[number]?.name).join(' and ');
  return first === undefined ? {} : { stranded: { lost, slot: first.id } };
}
