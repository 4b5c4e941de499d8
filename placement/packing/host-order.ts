import type { Load } from './load';
import { largestHost, type PackingProblem, type Slot } from './problem';

/** What a placement prefers: slots of a pool far apart, or few hosts in use. */
export type Strategy = 'spread' | 'consolidate';

/** The hosts that a slot fits on, the best first. */
export type HostsFor = (slot: Slot) => readonly number[];

/** What makes one host better than another for a slot: the first number that differs decides, less is better. */
type Rank = (slot: Slot, host: number, waste: number) => readonly [number, number, number];

type Ranking = Strategy | 'emptiest';

/**
 * How the hosts for a slot are ordered. Hosts that rank the same come by name.
 *
 * - `spread`: the failure domain with the fewest slots of the pool, there the host with the fewest, then the tightest;
 * - `consolidate`: a host that is in use already, then the tightest;
 * - `emptiest`: the least tight.
 *
 * The tightest host is the one on which the least stays free: CPU and memory, each as a share of the fleet's largest host.
 */
export function hostOrder(problem: PackingProblem, load: Load, ranking: Ranking): HostsFor {
  const { hosts } = problem;
  const largest = largestHost(problem);
  const ranks: Record<Ranking, Rank> = {
    spread: (slot, host, waste) => [
      load.ofPoolIn(slot, hosts[host]?.domain ?? -1),
      load.ofPoolOn(slot, host),
      waste,
    ],
    consolidate: (_slot, host, waste) => [load.on(host).length > 0 ? 0 : 1, waste, 0],
    emptiest: (_slot, _host, waste) => [-waste, 0, 0],
  };
  const all = hosts.map((_, host) => host);
  return (slot) => {
    const candidates = (slot.boundTo === undefined ? all : [slot.boundTo]).filter((host) =>
      load.fits(slot, host),
    );
    const ranked = candidates.map((host) => {
      const free = load.free(host);
      const waste =
        (free.cpu - slot.cpu) / largest.cpu + (free.memoryBytes - slot.memoryBytes) / largest.memoryBytes;
      return { host, rank: ranks[ranking](slot, host, waste) };
    });
    // Stable, and the hosts are sorted by name.
    ranked.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2]);
    return ranked.map(({ host }) => host);
  };
}
