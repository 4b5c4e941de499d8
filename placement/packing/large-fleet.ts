import { NO_RESOURCES } from '../capacity';
import { leastHosts } from './bounds';
import type { Budget } from './budget';
import { isMovable } from './evictions';
import { Failover } from './failover';
import { hostOrder, type Strategy } from './host-order';
import { assignToFirst, type Load, type Move, Trial } from './load';
import { localSearch } from './local-search';
import { largestHost, type PackingProblem, type Slot } from './problem';
import { ordered } from './slot-order';

/** How many more hosts than may be lost are kept empty at most, for hosts that differ in what they have most of. */
const MORE_SPARES = 4;
/** How many trades between hosts are tried at most for one packing, or how many passes over the fleet, if that is more. */
const TRADES = 2_000_000;
const PASSES = 5;

/**
 * Places slots beside what is on the hosts, in a few passes over the fleet, and proves the survival of losses at the end
 * instead of with every slot. Where a plain packing does not survive, the largest hosts are kept empty for what may be lost.
 * For fleets that are too large for an exact search: if nothing is found, that proves nothing.
 *
 * @returns where the slots go; the load is as it was before
 */
export function placeLargeFleet(
  problem: PackingProblem,
  load: Load,
  slots: readonly Slot[],
  strategy: Strategy,
  budget: Budget,
): readonly Move[] | undefined {
  const free = slots.filter(isMovable);
  const bound = slots.filter((slot) => !isMovable(slot));
  const trial = new Trial(load);
  const areBound = bound.every((slot) => trial.assign(slot, slot.boundTo ?? -1));
  const rest = areBound ? survivingPacking({ problem, load, slots: free, strategy, budget }) : undefined;
  const moves = rest && [...trial.moves, ...rest];
  trial.undoAll();
  return moves;
}

/** The first packing that survives every loss. */
function survivingPacking(packing: Packing): readonly Move[] | undefined {
  const { problem, load, strategy, budget } = packing;
  const failover = new Failover(problem, load, budget);
  for (const spares of sparesOf(problem, load, strategy))
    for (const pack of PACKINGS[strategy]) {
      const moves = load.whileClosed(spares, () => pack(packing));
      if (moves !== undefined && survives(moves, load, failover)) return moves;
    }
  return undefined;
}

function survives(moves: readonly Move[], load: Load, failover: Failover): boolean {
  const trial = new Trial(load);
  const isWhole = moves.every(([slot, host]) => trial.assign(slot, host));
  const isSurvived = isWhole && failover.survives();
  trial.undoAll();
  return isSurvived;
}

interface Packing {
  readonly problem: PackingProblem;
  readonly load: Load;
  readonly slots: readonly Slot[];
  readonly strategy: Strategy;
  readonly budget: Budget;
}

/** Each slot on the best host by the strategy, without a second thought. */
function greedy({ problem, load, slots, strategy, budget }: Packing): readonly Move[] | undefined {
  const hostsFor = hostOrder(problem, load, strategy);
  const trial = new Trial(load);
  const isDone = ordered[strategy](problem, load, slots).every(
    (slot) => budget.spend(problem.hosts.length) && assignToFirst(trial, slot, hostsFor(slot)),
  );
  const moves = [...trial.moves];
  trial.undoAll();
  return isDone ? moves : undefined;
}

/** All slots spread over all hosts that are open. */
function evenly(packing: Packing): readonly Move[] | undefined {
  const open = openHosts(packing);
  return evenlyOn(open, packing, Math.max(TRADES, PASSES * packing.slots.length * open.length));
}

function evenlyOn(
  open: readonly number[],
  { problem, load, slots, budget }: Packing,
  limit: number,
): readonly Move[] | undefined {
  return localSearch(problem, load, slots, open, budget.slice(limit));
}

/** All slots spread over as few hosts as counting allows, or a few more: first those that are in use, then the largest. */
function onFewest(packing: Packing): readonly Move[] | undefined {
  const { problem, load, slots } = packing;
  const sizeOf = sizesOf(problem);
  const open = [...openHosts(packing)].sort(
    (a, b) => load.on(b).length - load.on(a).length || sizeOf(b) - sizeOf(a),
  );
  const free = open.map((host) => load.free(host));
  const least = leastHosts(slots, free, 0);
  if (least === undefined) return undefined;
  const inUse = open.filter((host) => load.on(host).length > 0).length;
  for (const more of [0, 0.005, 0.01, 0.02]) {
    const few = open.slice(0, Math.max(inUse, Math.ceil(least * (1 + more))));
    // Mostly there is such a packing at once, or none.
    const moves = evenlyOn(few, packing, Math.max(TRADES / 10, 2 * slots.length * few.length));
    if (moves !== undefined) return moves;
  }
  return undefined;
}

const PACKINGS: Record<Strategy, readonly ((packing: Packing) => readonly Move[] | undefined)[]> = {
  spread: [greedy, evenly],
  consolidate: [onFewest, greedy, evenly],
};

function openHosts({ problem, load }: Packing): readonly number[] {
  return problem.hosts.flatMap(({ cpu, memoryBytes }, host) =>
    load.isOpen(host) && cpu > 0 && memoryBytes > 0 ? [host] : [],
  );
}

/**
 * The hosts to keep empty, in the order in which to try: none, then as many of the largest as may be lost, then some more. Few
 * hosts in use are too full to survive a loss without a spare.
 */
function sparesOf(problem: PackingProblem, load: Load, strategy: Strategy): readonly (readonly number[])[] {
  if (problem.lost === 0) return [[]];
  const sizeOf = sizesOf(problem);
  const empty = [...problem.hosts.keys()]
    .filter((host) => load.on(host).length === 0)
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  const spares = Array.from({ length: MORE_SPARES + 1 }, (_, more) => problem.lost + more)
    .filter((count) => count < empty.length)
    .map((count) => empty.slice(0, count));
  return strategy === 'spread' ? [[], ...spares] : [...spares, []];
}

/** How large each host is, as the sum of its shares of the largest one. */
function sizesOf(problem: PackingProblem): (host: number) => number {
  const largest = largestHost(problem);
  return (host) => {
    const { cpu, memoryBytes } = problem.hosts[host] ?? NO_RESOURCES;
    return cpu / largest.cpu + memoryBytes / largest.memoryBytes;
  };
}
