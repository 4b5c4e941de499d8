import { Assignment, currentLoad } from './assignment';
import { cannotFit } from './bounds';
import { Budget } from './budget';
import { evictionSets, isMovable, requiredEvictions } from './evictions';
import { hostOrder, type Strategy } from './host-order';
import { placeLargeFleet } from './large-fleet';
import type { Load } from './load';
import { isKept, type PackingProblem, type Slot } from './problem';
import { search, type SearchOutcome } from './search';
import { ordered, slotOrder } from './slot-order';

/** What the search may do. */
export interface SolveOptions {
  readonly strategy: Strategy;
  /** Whether a slot may move to make room for a new one. One that must leave its host always may. */
  readonly mayMove: boolean;
  /** How many times the usual work the search may do. */
  readonly effort: number;
}

/** A host for each slot, or none if there is no placement. */
export type Solution =
  | {
      readonly hosts: ReadonlyMap<Slot, number>;
      /** Whether it is proven that fewer moves are not enough. */
      readonly isMinimal: boolean;
    }
  /** `isProven`: there is no placement. Otherwise none was found within the limit. */
  | { readonly hosts?: undefined; readonly isProven: boolean };

/** The limit of a search for a small fleet, in checks of a slot against a host. */
const SEARCH_LIMIT = 12_000_000;
/** How often a large fleet may be gone through, slot by slot and host by host, if that is more. */
const PASSES = 10;
/** With more slots times hosts than this, no exact search would end: the fleet is filled at once. */
const LARGE = 3_000;

/** The limit of a search, in checks of a slot against a host. */
export function searchLimit({ slots, hosts }: PackingProblem): number {
  return Math.max(SEARCH_LIMIT, PASSES * slots.length * hosts.length);
}

/**
 * A host for each slot by all the rules, with as few moves as possible. Tries to leave everything where it is, then to move
 * one slot, then two, until all fit. Exact within the limit. At the limit, one attempt that keeps what it can.
 */
export function solve(
  problem: PackingProblem,
  { strategy, mayMove, effort }: SolveOptions,
  whole = new Budget(effort * searchLimit(problem)),
): Solution {
  const { slots } = problem;
  const kept = slots.filter(isKept);
  const here = currentLoad(problem, kept);
  const least = sum(requiredEvictions(problem, here).values());
  if (cannotFit(slots, problem.hosts, problem.lost) || least === Infinity) return { isProven: true };

  const task: Task = { problem, here, strategy, budget: whole.share(3 / 4), whole };
  const old = slots.filter(({ state }) => state !== 'new');
  const isGrowth = !mayMove && old.length < slots.length;
  for (let moves = least; moves <= kept.filter(isMovable).length; moves++) {
    const all = withMoves(task, slots, moves);
    if (all.hosts) return { hosts: all.hosts, isMinimal: true };
    // If what was placed before fits with these moves, only the new slots need more.
    const before = isGrowth ? withMoves(task, old, moves) : all;
    if (before.hosts) return { isProven: all.outcome === 'none' };
    if (before.outcome === 'unknown') return keepWhatFits({ ...task, budget: whole }, least);
  }
  return { isProven: true };
}

interface Task {
  readonly problem: PackingProblem;
  /** The slots that are kept, where they are. */
  readonly here: Load;
  readonly strategy: Strategy;
  /** For the exact search. */
  readonly budget: Budget;
  /** For all searches. */
  readonly whole: Budget;
}

interface Attempt {
  readonly outcome: SearchOutcome;
  readonly hosts?: ReadonlyMap<Slot, number>;
}

/** Places the slots so that exactly this many of those that are kept may move. */
function withMoves(task: Task, slots: readonly Slot[], moves: number): Attempt {
  const { problem, here, budget } = task;
  let outcome: SearchOutcome = 'none';
  for (const leaving of evictionSets(problem, here, moves)) {
    if (!budget.spend(slots.length)) return { outcome: 'unknown' };
    const staying = new Set(slots.filter((slot) => isKept(slot) && !leaving.has(slot)));
    const attempt = placeBeside(task, slots, staying);
    if (attempt.hosts) return attempt;
    if (attempt.outcome === 'unknown') outcome = 'unknown';
  }
  return { outcome };
}

/** Places slots beside those that stay. If the search reaches its limit in one order, it gets a second chance in the other. */
function placeBeside(
  { problem, strategy, budget, whole }: Task,
  slots: readonly Slot[],
  staying: ReadonlySet<Slot>,
): Attempt {
  const assignment = new Assignment(problem, [...staying], budget);
  const none = (): Attempt => ({ outcome: assignment.gaveUp ? 'unknown' : 'none' });
  if (assignment.isInfeasible) return none();
  const unassigned = slots.filter((slot) => !staying.has(slot));
  const freeOnHosts = problem.hosts.map((_, host) => assignment.load.free(host));
  if (cannotFit(unassigned, freeOnHosts)) return { outcome: 'none' };
  const isLarge = unassigned.length * problem.hosts.length > LARGE;
  const atOnce = (): Attempt => {
    const moves = placeLargeFleet(problem, assignment.load, unassigned, strategy, whole);
    for (const [slot, host] of moves ?? []) assignment.load.assign(slot, host);
    return moves === undefined ? { outcome: 'unknown' } : { outcome: 'found', hosts: assignment.hosts() };
  };
  if (isLarge) return atOnce();
  for (const order of ATTEMPTS[strategy]) {
    const outcome = search(
      problem,
      assignment.load,
      assignment,
      ordered[order](problem, assignment.load, unassigned),
      hostOrder(problem, assignment.load, order),
      budget.share(2 / 3),
    );
    if (outcome === 'found') return { outcome, hosts: assignment.hosts() };
    if (outcome === 'none') return none();
  }
  return atOnce();
}

const ATTEMPTS: Record<Strategy, readonly Strategy[]> = {
  spread: ['spread', 'consolidate'],
  consolidate: ['consolidate', 'spread'],
};

/** What to do when the exact search reaches its limit: what fits on its host stays there, and the rest is placed again. */
function keepWhatFits(task: Task, least: number): Solution {
  const { problem, budget } = task;
  const kept = problem.slots.filter(isKept);
  const assignment = new Assignment(problem, [], budget);
  const staying = slotOrder(problem, kept).filter((slot) => assignment.assign(slot, slot.currentHost ?? -1));
  const { hosts } = placeBeside(task, problem.slots, new Set(staying));
  return hosts ? { hosts, isMinimal: kept.length - staying.length === least } : { isProven: false };
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
