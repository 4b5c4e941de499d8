import { byPool, type Ground, type Slot } from './ground';
import type { Load } from './load';
import { placingOrder } from './preference';

/**
 * The order in which slots fill hosts to the brim: one host after the other, those in use first, takes the slot that goes
 * best with what it has left, so that what needs much CPU meets what needs much memory. Slots that have less choice come
 * before that, and those for which no host is left come last.
 */
export function fillingOrder(ground: Ground, load: Load, slots: readonly Slot[]): readonly Slot[] {
  const { hosts } = ground;
  const inOrder = placingOrder(ground, slots);
  const order = inOrder.filter(hasLessChoice);
  const waiting = byPool(inOrder.filter((slot) => !hasLessChoice(slot))).map((pool) => [...pool]);
  for (const host of [...hosts.keys()].sort((a, b) => load.on(b).length - load.on(a).length)) {
    const capacity = hosts[host] ?? { cpu: 0, memory: 0 };
    let { cpu, memory } = load.free(host);
    const worth = (slot: Slot) =>
      slot.cpu > cpu || slot.memory > memory
        ? -1
        : (slot.cpu * cpu) / capacity.cpu ** 2 + (slot.memory * memory) / capacity.memory ** 2;
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
      memory -= slot.memory;
      order.push(slot);
    }
  }
  return [...order, ...waiting.flat()];
}

function hasLessChoice({ only, alone }: Slot): boolean {
  return only !== undefined || alone;
}
