import { NO_RESOURCES } from '../capacity';
import type { Strategy } from './host-order';
import type { Load } from './load';
import { byPool, largestHost, type PackingProblem, type Slot } from './problem';

/**
 * The order in which slots are placed: those that are bound to one host, those with anti-affinity, then the largest, by the
 * share of the fleet's largest host that they take; of the same size, those that had a host before.
 */
export function slotOrder(problem: PackingProblem, slots: readonly Slot[]): readonly Slot[] {
  const largest = largestHost(problem);
  const size = (slot: Slot) => Math.max(slot.cpu / largest.cpu, slot.memoryBytes / largest.memoryBytes);
  const first = (yes: boolean) => (yes ? 0 : 1);
  return [...slots].sort(
    (a, b) =>
      first(a.boundTo !== undefined) - first(b.boundTo !== undefined) ||
      first(a.exclusive) - first(b.exclusive) ||
      size(b) - size(a) ||
      first(a.state !== 'new') - first(b.state !== 'new'),
  );
}

/**
 * The order in which slots fill hosts to the brim: one host after the other, those in use first, takes the slot that goes
 * best with what it has left, so that what needs much CPU meets what needs much memory. Slots that have less choice come
 * before that, and those for which no host is left come last.
 */
function fillingOrder(problem: PackingProblem, load: Load, slots: readonly Slot[]): readonly Slot[] {
  const { hosts } = problem;
  const inOrder = slotOrder(problem, slots);
  const order = inOrder.filter(hasLessChoice);
  const waiting = byPool(inOrder.filter((slot) => !hasLessChoice(slot))).map((pool) => [...pool]);
  for (const host of [...hosts.keys()].sort((a, b) => load.on(b).length - load.on(a).length)) {
    const capacity = hosts[host] ?? NO_RESOURCES;
    let { cpu, memoryBytes } = load.free(host);
    const worth = (slot: Slot) =>
      slot.cpu > cpu || slot.memoryBytes > memoryBytes
        ? -1
        : (slot.cpu * cpu) / capacity.cpu ** 2 + (slot.memoryBytes * memoryBytes) / capacity.memoryBytes ** 2;
    for (;;) {
      let best: Slot[] | undefined;
      let most = -1;
      for (const pool of waiting) {
        const [first] = pool;
        const value = first === undefined ? -1 : worth(first);
        if (value > most) [best, most] = [pool, value];
      }
      const slot = best?.shift();
      if (slot === undefined) break;
      cpu -= slot.cpu;
      memoryBytes -= slot.memoryBytes;
      order.push(slot);
    }
  }
  return [...order, ...waiting.flat()];
}

/** The order that goes with a strategy. */
export const ordered: Record<
  Strategy,
  (problem: PackingProblem, load: Load, slots: readonly Slot[]) => readonly Slot[]
> = {
  spread: (problem, _load, slots) => slotOrder(problem, slots),
  consolidate: fillingOrder,
};

function hasLessChoice({ boundTo, exclusive }: Slot): boolean {
  return boundTo !== undefined || exclusive;
}
