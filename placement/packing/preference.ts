import type { Ground, Slot } from './ground';
import type { Load } from './load';

/** The hosts that a slot fits on, the best first. */
export type Preference = (slot: Slot) => readonly number[];

/** What makes one host better than another for a slot: the first number that differs decides, less is better. */
type Rank = (slot: Slot, host: number, waste: number) => readonly [number, number, number];

/** How the hosts for a slot are ordered. Hosts that no rule tells apart come by name. */
export type Order = 'spread' | 'consolidate' | 'roomy';

/**
 * - `spread`: the failure domain with the fewest slots of the pool, there the host with the fewest, then the tightest;
 * - `consolidate`: a host that is in use already, then the tightest;
 * - `roomy`: the least tight.
 *
 * The tightest host is the one on which the least stays free: CPU and memory, each as a share of the fleet's largest host.
 */
export function preference(ground: Ground, load: Load, order: Order): Preference {
  const { hosts } = ground;
  const largest = {
    cpu: Math.max(1, ...hosts.map(({ cpu }) => cpu)),
    memory: Math.max(1, ...hosts.map(({ memory }) => memory)),
  };
  const ranks: Record<Order, Rank> = {
    spread: (slot, host, waste) => [
      load.ofPoolIn(slot, hosts[host]?.domain ?? -1),
      load.ofPoolOn(slot, host),
      waste,
    ],
    consolidate: (_slot, host, waste) => [load.on(host).length > 0 ? 0 : 1, waste, 0],
    roomy: (_slot, _host, waste) => [-waste, 0, 0],
  };
  const all = hosts.map((_, host) => host);
  return (slot) => {
    const candidates = (slot.only === undefined ? all : [slot.only]).filter((host) => load.fits(slot, host));
    const ranked = candidates.map((host) => {
      const free = load.free(host);
      const waste = (free.cpu - slot.cpu) / largest.cpu + (free.memory - slot.memory) / largest.memory;
      return { host, rank: ranks[order](slot, host, waste) };
    });
    // Stable, and the hosts are sorted by name.
    ranked.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2]);
    return ranked.map(({ host }) => host);
  };
}

/**
 * The order in which slots are placed: those with one host only, those that must be alone, then the largest, by the
 * share of the fleet's largest host that they take; of the same size, those that had a place before.
 */
export function placingOrder({ hosts }: Ground, slots: readonly Slot[]): readonly Slot[] {
  const cpu = Math.max(1, ...hosts.map((host) => host.cpu));
  const memory = Math.max(1, ...hosts.map((host) => host.memory));
  const size = (slot: Slot) => Math.max(slot.cpu / cpu, slot.memory / memory);
  const first = (yes: boolean) => (yes ? 0 : 1);
  return [...slots].sort(
    (a, b) =>
      first(a.only !== undefined) - first(b.only !== undefined) ||
      first(a.alone) - first(b.alone) ||
      size(b) - size(a) ||
      first(a.standing !== 'new') - first(b.standing !== 'new'),
  );
}
