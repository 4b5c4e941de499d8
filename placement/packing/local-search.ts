import type { Budget } from './budget';
import type { Load, Move } from './load';
import { byPool, type PackingProblem, type Slot } from './problem';

/** What a search may trade at once between two hosts: so many slots of one pool for so many of another. */
const MOST_TRADED = 2;
/** What it costs at first that a host has promised too much. It grows wherever the search is stuck. */
const PENALTY = 20;
/** So that being over by a hair costs something, too. */
const OVER_AT_ALL = 0.01;
/** After so many hosts a trade that was found will do: in a large fleet, the best of all costs more than it is worth. */
const WINDOW = 64;
const WORTHWHILE = -1e-9;

/** So many slots of a pool leave a host, and so many of another come back, if any. Pools are known by their position. */
interface Trade {
  readonly to: number;
  readonly give: number;
  readonly count: number;
  readonly take: number;
  readonly back: number;
}

/**
 * Fills hosts with far more slots than an exact search can place: first every slot goes to the host that is the least loaded
 * with it, too full or not; then the fullest host trades slots with another, so that both come closer to an even load, until
 * no host is too full. Where no trade helps, being too full there becomes dearer ("breakout local search"). Slots of one pool
 * are alike, so only their numbers matter. What is on the hosts already stays there.
 *
 * @param open the hosts that may take slots
 * @returns where the slots go, or nothing if none was found within the budget: that proves nothing
 */
export function localSearch(
  problem: PackingProblem,
  load: Load,
  slots: readonly Slot[],
  open: readonly number[],
  budget: Budget,
): readonly Move[] | undefined {
  const pools = byPool(slots);
  const fill = new Fill(problem, load, pools, open);
  if (!fill.spreadAll(budget)) return undefined;
  const stuck = new Set<number>();
  for (;;) {
    const full = fill.fullestExcept(stuck);
    if (full === undefined) {
      if (stuck.size === 0) return fill.moves();
      fill.raisePenalties(stuck);
      stuck.clear();
      continue;
    }
    const trade = fill.bestTrade(full, budget);
    if (trade === 'spent') return undefined;
    if (trade === undefined) {
      stuck.add(full);
      continue;
    }
    fill.make(full, trade);
    stuck.clear();
  }
}

/** How many slots of each pool are on each open host. */
class Fill {
  private readonly cpu: Float64Array;
  private readonly memory: Float64Array;
  private readonly cpuPenalty: Float64Array;
  private readonly memoryPenalty: Float64Array;
  private readonly counts: readonly Int32Array[];
  /** The host that was tried last, by its position among the open ones. */
  private turn = 0;
  /** One slot of each pool. */
  private readonly slots: readonly Slot[];

  constructor(
    private readonly problem: PackingProblem,
    private readonly load: Load,
    private readonly pools: readonly (readonly [Slot, ...Slot[]])[],
    private readonly open: readonly number[],
  ) {
    const hosts = problem.hosts.length;
    this.cpu = new Float64Array(hosts);
    this.memory = new Float64Array(hosts);
    problem.hosts.forEach((capacity, host) => {
      const free = load.free(host);
      this.cpu[host] = capacity.cpu - free.cpu;
      this.memory[host] = capacity.memoryBytes - free.memoryBytes;
    });
    this.cpuPenalty = new Float64Array(hosts).fill(PENALTY);
    this.memoryPenalty = new Float64Array(hosts).fill(PENALTY);
    this.counts = pools.map(() => new Int32Array(hosts));
    this.slots = pools.map(([slot]) => slot);
  }

  /** Every slot to the host that costs the least. Returns false if anti-affinity leaves none for a slot. */
  spreadAll(budget: Budget): boolean {
    return this.pools.every((slots, pool) =>
      slots.every((slot) => {
        let best: number | undefined;
        let least = Infinity;
        budget.spend(this.open.length);
        for (const host of this.open) {
          if (slot.exclusive && this.has(pool, host)) continue;
          const cost = this.costWith(host, slot.cpu, slot.memoryBytes) - this.costWith(host, 0, 0);
          if (cost < least) [best, least] = [host, cost];
        }
        if (best === undefined) return false;
        this.add(best, pool, 1);
        return true;
      }),
    );
  }

  /** The host that has promised the most beyond what it may. */
  fullestExcept(stuck: ReadonlySet<number>): number | undefined {
    let fullest: number | undefined;
    let most = 1;
    for (const host of this.open) {
      const share = Math.max(this.shareOfCpu(host, 0), this.shareOfMemory(host, 0));
      if (share > most && !stuck.has(host)) [fullest, most] = [host, share];
    }
    return fullest;
  }

  raisePenalties(hosts: ReadonlySet<number>): void {
    for (const host of hosts) {
      if (this.shareOfCpu(host, 0) > 1) this.cpuPenalty[host] = (this.cpuPenalty[host] ?? 0) + PENALTY;
      if (this.shareOfMemory(host, 0) > 1)
        this.memoryPenalty[host] = (this.memoryPenalty[host] ?? 0) + PENALTY;
    }
  }

  /** A trade between a host and another that lowers the cost of both, the most among the hosts that are tried. */
  bestTrade(from: number, budget: Budget): Trade | 'spent' | undefined {
    let best: Trade | undefined;
    let least = WORTHWHILE;
    const here = this.costWith(from, 0, 0);
    for (let seen = 1; seen <= this.open.length; seen++) {
      if (best !== undefined && seen % WINDOW === 0) return best;
      // So that a search ends in which there is nothing to trade.
      if (!budget.spend(1)) return 'spent';
      this.turn = (this.turn + 1) % this.open.length;
      const to = this.open[this.turn] ?? from;
      if (to === from) continue;
      const before = here + this.costWith(to, 0, 0);
      let tried = 0;
      // Millions of trades are tried: an object is made for the best ones only.
      for (let give = 0; give < this.slots.length; give++) {
        const given = this.slots[give];
        const most = given === undefined ? 0 : this.mostTraded(give, from, to);
        for (let count = 1; count <= most; count++) {
          for (let take = -1; take < this.slots.length; take++) {
            const taken = this.slots[take];
            const mostBack = taken === undefined ? 0 : take === give ? -1 : this.mostTraded(take, to, from);
            for (let back = taken === undefined ? 0 : 1; back <= mostBack; back++) {
              tried += 1;
              const cpu = count * (given?.cpu ?? 0) - back * (taken?.cpu ?? 0);
              const memory = count * (given?.memoryBytes ?? 0) - back * (taken?.memoryBytes ?? 0);
              const change = this.costWith(from, -cpu, -memory) + this.costWith(to, cpu, memory) - before;
              if (change < least) [best, least] = [{ to, give, count, take, back }, change];
            }
          }
        }
      }
      if (!budget.spend(tried)) return 'spent';
    }
    return best;
  }

  make(from: number, { to, give, count, take, back }: Trade): void {
    this.add(from, give, -count);
    this.add(to, give, count);
    this.add(to, take, -back);
    this.add(from, take, back);
  }

  moves(): readonly Move[] {
    return this.pools.flatMap((slots, pool) => {
      const hosts = this.open.flatMap((host) => Array<number>(this.counts[pool]?.[host] ?? 0).fill(host));
      return slots.map((slot, index) => [slot, hosts[index] ?? -1] as const);
    });
  }

  /** How many slots of a pool may go from one host to another at once. */
  private mostTraded(pool: number, from: number, to: number): number {
    const there = this.counts[pool]?.[from] ?? 0;
    return there === 0 || this.excludes(pool, to) ? 0 : Math.min(MOST_TRADED, there);
  }

  /** What a host costs with so much more on it: the more even the loads, the less their squares are in sum. */
  private costWith(host: number, cpu: number, memory: number): number {
    const ofCpu = this.shareOfCpu(host, cpu);
    const ofMemory = this.shareOfMemory(host, memory);
    return (
      ofCpu ** 2 +
      ofMemory ** 2 +
      (ofCpu > 1 ? (this.cpuPenalty[host] ?? 0) * (ofCpu - 1 + OVER_AT_ALL) : 0) +
      (ofMemory > 1 ? (this.memoryPenalty[host] ?? 0) * (ofMemory - 1 + OVER_AT_ALL) : 0)
    );
  }

  private shareOfCpu(host: number, more: number): number {
    return ((this.cpu[host] ?? 0) + more) / (this.problem.hosts[host]?.cpu ?? 0);
  }

  private shareOfMemory(host: number, more: number): number {
    return ((this.memory[host] ?? 0) + more) / (this.problem.hosts[host]?.memoryBytes ?? 0);
  }

  /** Whether anti-affinity keeps one more slot of a pool off a host. */
  private excludes(pool: number, host: number): boolean {
    return (this.slots[pool]?.exclusive ?? false) && this.has(pool, host);
  }

  private has(pool: number, host: number): boolean {
    const slot = this.slots[pool];
    return (this.counts[pool]?.[host] ?? 0) > 0 || (slot !== undefined && this.load.ofPoolOn(slot, host) > 0);
  }

  private add(host: number, pool: number, count: number): void {
    const slot = this.slots[pool];
    const counts = this.counts[pool];
    if (slot === undefined || counts === undefined) return;
    counts[host] = (counts[host] ?? 0) + count;
    this.cpu[host] = (this.cpu[host] ?? 0) + count * slot.cpu;
    this.memory[host] = (this.memory[host] ?? 0) + count * slot.memoryBytes;
  }
}
