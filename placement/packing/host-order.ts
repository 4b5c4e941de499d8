import type { Load } from './load';
import { largestHost, type PackingProblem, type Slot } from './problem';

/** What a placement prefers: slots of a pool far apart, or few hosts in use. */
export type Strategy = 'spread' | 'consolidate';

/** The hosts that a slot fits on, the best first. */
export type HostsFor = (slot: Slot) => Iterable<number>;

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
  const rankOf = (slot: Slot, host: number) => {
    const cpu = load.freeCpu(host) - slot.cpu;
    const memoryBytes = load.freeMemory(host) - slot.memoryBytes;
    return ranks[ranking](slot, host, cpu / largest.cpu + memoryBytes / largest.memoryBytes);
  };
  return function* (slot) {
    const candidates = slot.boundTo === undefined ? all : [slot.boundTo];
    let best: number | undefined;
    let least: readonly [number, number, number] = WORST;
    for (const host of candidates) {
      if (!load.fits(slot, host)) continue;
      const rank = rankOf(slot, host);
      if (compareRanks(rank, least) < 0) [best, least] = [host, rank];
    }
    if (best === undefined) return;
    // Mostly the best host is taken, and the order of the others is never asked for.
    yield best;
    const others = candidates.filter((host) => host !== best && load.fits(slot, host));
    const ranked = others.map((host) => ({ host, rank: rankOf(slot, host) }));
    // Stable, and the hosts are sorted by name.
    for (const { host } of ranked.sort((a, b) => compareRanks(a.rank, b.rank))) yield host;
  };
}

const WORST = [Infinity, Infinity, Infinity] as const;

function compareRanks(a: ReturnType<Rank>, b: ReturnType<Rank>): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
