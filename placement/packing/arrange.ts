import { cannotFit } from './bounds';
import { Budget } from './budget';
import { fillingOrder } from './filling-order';
import { evictions, isMovable, leastEvictions } from './evictions';
import { type Ground, isKept, type Slot } from './ground';
import type { Load } from './load';
import { placingOrder, preference } from './preference';
import { type Outcome, search } from './search';
import { atHome, Stack } from './stack';

/** What a placement is to prefer. */
export type Order = 'spread' | 'consolidate';

/** What the search may do. */
export interface Terms {
  readonly order: Order;
  /** Whether a slot may move to make room for a new one. One that must leave its host always may. */
  readonly mayMove: boolean;
}

/** A host for each slot, or that there is none. */
export type Arrangement =
  | {
      readonly hosts: ReadonlyMap<Slot, number>;
      /** Whether it is proven that fewer moves would not do. */
      readonly isMinimal: boolean;
    }
  /** `isProven`: there is no placement. Otherwise none was found within the limit. */
  | { readonly hosts?: undefined; readonly isProven: boolean };

/** The limit of a search, in looks of a slot at a host. */
export const LOOKS = 12_000_000;

/**
 * A host for each slot by all the rules, with as few moves as can be. Tries to leave everything where it is; then to move
 * one slot, then two, until all fit. Exact within the limit; where that ends, a single attempt that keeps what it can.
 */
export function arrange(ground: Ground, { order, mayMove }: Terms, whole = new Budget(LOOKS)): Arrangement {
  const { slots } = ground;
  const kept = slots.filter(isKept);
  const here = atHome(ground, kept);
  const least = sum(leastEvictions(ground, here).values());
  if (cannotFit(slots, ground.hosts, ground.lost) || least === Infinity) return { isProven: true };

  const task: Task = { ground, here, order, budget: whole.share(3 / 4) };
  const old = slots.filter(({ standing }) => standing !== 'new');
  const isGrowth = !mayMove && old.length < slots.length;
  for (let moves = least; moves <= kept.filter(isMovable).length; moves++) {
    const all = withMoves(task, slots, moves);
    if (all.hosts) return { hosts: all.hosts, isMinimal: true };
    // Only what is new needs more moves than this, if what was placed before goes without it.
    const before = isGrowth ? withMoves(task, old, moves) : all;
    if (before.hosts) return { isProven: all.outcome === 'none' };
    if (before.outcome === 'unknown') return keepingWhatGoes({ ...task, budget: whole }, least);
  }
  return { isProven: true };
}

interface Task {
  readonly ground: Ground;
  /** The slots that are kept, where they are. */
  readonly here: Load;
  readonly order: Order;
  readonly budget: Budget;
}

interface Tried {
  readonly outcome: Outcome;
  readonly hosts?: ReadonlyMap<Slot, number>;
}

/** Places the slots so that exactly so many of those that are kept may move. */
function withMoves(task: Task, slots: readonly Slot[], moves: number): Tried {
  const { ground, here, budget } = task;
  let outcome: Outcome = 'none';
  for (const leaving of evictions(ground, here, moves)) {
    if (!budget.spend(slots.length)) return { outcome: 'unknown' };
    const staying = new Set(slots.filter((slot) => isKept(slot) && !leaving.has(slot)));
    const tried = complete(task, slots, staying);
    if (tried.hosts) return tried;
    if (tried.outcome === 'unknown') outcome = 'unknown';
  }
  return { outcome };
}

/** Places slots beside those that stay. A search that comes to no end in one order gets a second chance in the other. */
function complete(
  { ground, order, budget }: Task,
  slots: readonly Slot[],
  staying: ReadonlySet<Slot>,
): Tried {
  const stack = new Stack(ground, [...staying], budget);
  const none = (): Tried => ({ outcome: stack.gaveUp ? 'unknown' : 'none' });
  if (stack.isFatal) return none();
  const free = slots.filter((slot) => !staying.has(slot));
  const rooms = ground.hosts.map((_, host) => stack.load.free(host));
  if (cannotFit(free, rooms)) return { outcome: 'none' };
  for (const one of ORDERS[order]) {
    const prefer = preference(ground, stack.load, one);
    const outcome = search(
      ground,
      stack.load,
      stack,
      IN_ORDER[one](ground, stack.load, free),
      prefer,
      budget.share(2 / 3),
    );
    if (outcome === 'found') return { outcome, hosts: stack.hosts() };
    if (outcome === 'none') return none();
  }
  return { outcome: 'unknown' };
}

const ORDERS: Record<Order, readonly Order[]> = {
  spread: ['spread', 'consolidate'],
  consolidate: ['consolidate', 'spread'],
};

const IN_ORDER: Record<Order, (ground: Ground, load: Load, slots: readonly Slot[]) => readonly Slot[]> = {
  spread: (ground, _load, slots) => placingOrder(ground, slots),
  consolidate: fillingOrder,
};

/** The way out where the exact search comes to no end: what goes on its host stays there, and the rest is placed anew. */
function keepingWhatGoes(task: Task, least: number): Arrangement {
  const { ground, budget } = task;
  const kept = ground.slots.filter(isKept);
  const stack = new Stack(ground, [], budget);
  const staying = placingOrder(ground, kept).filter((slot) => stack.put(slot, slot.home ?? -1));
  const { hosts } = complete(task, ground.slots, new Set(staying));
  return hosts ? { hosts, isMinimal: kept.length - staying.length === least } : { isProven: false };
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
