import { compareSlots } from '../slot-id';
import type { Ground, Slot } from './ground';
import type { Load } from './load';

/** The least number of slots that must leave each host that breaks a rule; hosts that break none are not in it. */
export function leastEvictions({ hosts }: Ground, load: Load): ReadonlyMap<number, number> {
  const needs = hosts.map((capacity, host) => [host, mustLeave(load.on(host), capacity)] as const);
  return new Map(needs.filter(([, least]) => least > 0));
}

/**
 * The sets of so many slots by whose leaving every host keeps the rules. Of a host's slots the highest index is the first
 * to go.
 */
export function* evictions(ground: Ground, load: Load, count: number): Generator<ReadonlySet<Slot>> {
  const full = [...leastEvictions(ground, load).keys()];
  const rest = ground.hosts.map((_, host) => host).filter((host) => !full.includes(host));
  const candidates = [...full, ...rest].flatMap((host) =>
    load
      .on(host)
      .filter(isMovable)
      .sort((a, b) => compareSlots(b.id, a.id)),
  );
  const chosen = new Set<Slot>();
  const lacking = new Map(leastEvictions(ground, load));
  /** Notes what a host still lacks now that one of its slots was chosen, or is chosen no more. */
  const recount = ({ home = -1 }: Slot) => {
    if (!lacking.has(home)) return;
    const staying = load.on(home).filter((slot) => !chosen.has(slot));
    lacking.set(home, mustLeave(staying, ground.hosts[home]));
  };

  function* choose(from: number, left: number): Generator<ReadonlySet<Slot>> {
    if ([...lacking.values()].reduce((sum, least) => sum + least, 0) > left) return;
    if (left === 0) {
      yield new Set(chosen);
      return;
    }
    for (let next = from; next <= candidates.length - left; next++) {
      const slot = candidates[next];
      if (slot === undefined) return;
      chosen.add(slot);
      recount(slot);
      yield* choose(next + 1, left - 1);
      chosen.delete(slot);
      recount(slot);
      // The host's other slots have had their turn: where it still lacks, no later choice mends it.
      if (candidates[next + 1]?.home !== slot.home && (lacking.get(slot.home ?? -1) ?? 0) > 0) return;
    }
  }
  yield* choose(0, count);
}

/** Whether a slot may be anywhere but where it is. */
export function isMovable({ only }: Slot): boolean {
  return only === undefined;
}

/** How many of the slots on a host must leave it at least; infinitely many where those that must stay are too much. */
function mustLeave(slots: readonly Slot[], capacity = { cpu: 0, memory: 0 }): number {
  const movable = slots.filter(isMovable);
  return Math.max(
    largestToLeave(movable, excess(slots, capacity, 'cpu'), 'cpu'),
    largestToLeave(movable, excess(slots, capacity, 'memory'), 'memory'),
    sharing(slots),
  );
}

function excess(
  slots: readonly Slot[],
  capacity: { cpu: number; memory: number },
  what: 'cpu' | 'memory',
): number {
  return slots.reduce((sum, slot) => sum + slot[what], 0) - capacity[what];
}

function largestToLeave(slots: readonly Slot[], excess: number, what: 'cpu' | 'memory'): number {
  let left = excess;
  let count = 0;
  for (const amount of slots.map((slot) => slot[what]).sort((a, b) => b - a)) {
    if (left <= 0) return count;
    left -= amount;
    count += 1;
  }
  return left > 0 ? Infinity : count;
}

/** How many slots share the host with one of their pool although they must not. */
function sharing(slots: readonly Slot[]): number {
  const alone = slots.filter((slot) => slot.alone);
  const pinned = alone.filter((slot) => !isMovable(slot));
  const pools = new Set(alone.map(({ pool }) => pool)).size;
  return new Set(pinned.map(({ pool }) => pool)).size < pinned.length ? Infinity : alone.length - pools;
}
