import { NO_RESOURCES, type Resources } from '../capacity';
import { compareSlots } from '../slot-id';
import type { Load } from './load';
import type { PackingProblem, Slot } from './problem';

/** The least number of slots that must leave each host that breaks a rule. Hosts that break no rule are not in it. */
export function requiredEvictions({ hosts }: PackingProblem, load: Load): ReadonlyMap<number, number> {
  const needs = hosts.map((capacity, host) => [host, minimumEvictions(load.on(host), capacity)] as const);
  return new Map(needs.filter(([, least]) => least > 0));
}

/**
 * The sets of `count` slots that leave every host within the rules when they are evicted. Of a host's slots the highest
 * index goes first.
 */
export function* evictionSets(
  problem: PackingProblem,
  load: Load,
  count: number,
): Generator<ReadonlySet<Slot>> {
  const overfull = [...requiredEvictions(problem, load).keys()];
  const rest = problem.hosts.map((_, host) => host).filter((host) => !overfull.includes(host));
  const candidates = [...overfull, ...rest].flatMap((host) =>
    load
      .on(host)
      .filter(isMovable)
      .sort((a, b) => compareSlots(b.id, a.id)),
  );
  const chosen = new Set<Slot>();
  const stillRequired = new Map(requiredEvictions(problem, load));
  /** Counts again how many slots must still leave a host, after one of its slots was chosen or put back. */
  const recount = ({ currentHost = -1 }: Slot) => {
    if (!stillRequired.has(currentHost)) return;
    const staying = load.on(currentHost).filter((slot) => !chosen.has(slot));
    stillRequired.set(currentHost, minimumEvictions(staying, problem.hosts[currentHost]));
  };

  function* choose(from: number, left: number): Generator<ReadonlySet<Slot>> {
    if ([...stillRequired.values()].reduce((sum, least) => sum + least, 0) > left) return;
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
      // The host's other slots have had their turn: if it still breaks a rule, no later choice helps.
      if (
        candidates[next + 1]?.currentHost !== slot.currentHost &&
        (stillRequired.get(slot.currentHost ?? -1) ?? 0) > 0
      )
        return;
    }
  }
  yield* choose(0, count);
}

/** Whether a slot may be on any other host. */
export function isMovable({ boundTo }: Slot): boolean {
  return boundTo === undefined;
}

/** How many of a host's slots must leave it at least; infinitely many if those that are bound to it are too many. */
function minimumEvictions(slots: readonly Slot[], capacity: Resources = NO_RESOURCES): number {
  const movable = slots.filter(isMovable);
  return Math.max(
    evictionsFor(movable, excess(slots, capacity, 'cpu'), 'cpu'),
    evictionsFor(movable, excess(slots, capacity, 'memoryBytes'), 'memoryBytes'),
    antiAffinityEvictions(slots),
  );
}

function excess(slots: readonly Slot[], capacity: Resources, resource: keyof Resources): number {
  return slots.reduce((sum, slot) => sum + slot[resource], 0) - capacity[resource];
}

/** How many of the slots, the largest first, make up for an excess. */
function evictionsFor(slots: readonly Slot[], excess: number, resource: keyof Resources): number {
  let left = excess;
  let count = 0;
  for (const amount of slots.map((slot) => slot[resource]).sort((a, b) => b - a)) {
    if (left <= 0) return count;
    left -= amount;
    count += 1;
  }
  return left > 0 ? Infinity : count;
}

/** How many slots share the host with one of their pool although their anti-affinity forbids it. */
function antiAffinityEvictions(slots: readonly Slot[]): number {
  const exclusive = slots.filter((slot) => slot.exclusive);
  const bound = exclusive.filter((slot) => !isMovable(slot));
  const pools = new Set(exclusive.map(({ pool }) => pool)).size;
  return new Set(bound.map(({ pool }) => pool)).size < bound.length ? Infinity : exclusive.length - pools;
}
