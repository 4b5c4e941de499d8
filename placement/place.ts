import type { Finding } from '../core/findings';
import { changesOf, type SlotChange } from './changes';
import { checkFleet } from './check-fleet';
import type { Fleet } from './fleet';
import { emptyPlacement, type Placement } from './lock/placement';
import { type PackingProblem, packingProblem, type Slot } from './packing/problem';
import { solve, type SolveOptions } from './packing/solve';
import { keepPins } from './pins';
import { withCurrentNames } from './renamed-pools';
import { shortage } from './shortage';

/** What `place` may do, and what it prefers. */
interface PlaceOptions {
  /**
   * `spread` keeps the slots of a pool apart, over failure domains and then over hosts; `consolidate` uses as few hosts as
   * possible. Neither moves what is placed.
   *
   * @default 'spread'
   */
  readonly prefer?: 'spread' | 'consolidate';
  /**
   * Whether slots that may stay where they are may move, to make room for new ones.
   *
   * @default false: growth moves nothing. What must leave its host moves in any case.
   */
  readonly mayMove?: boolean;
  /** How many times the usual work the search may do before it gives up: a fleet that is nearly full may need more. @default 1 */
  readonly effort?: number;
}

/** The new placement, or why the slots do not all fit. */
type PlaceResult =
  | {
      readonly placement: Placement;
      /** What happens to each slot, by slot. */
      readonly changes: readonly SlotChange[];
      /** Whether it is proven that fewer moves are not enough. */
      readonly isMinimal: boolean;
      readonly findings: readonly [];
    }
  | { readonly placement?: undefined; readonly findings: readonly Finding[] };

/**
 * Places the slots of a fleet on its hosts. What is placed stays, unless its host is no longer declared, is drained or has
 * promised too much. A slot that is no longer declared is recorded as removed. Each slot keeps its image. Pure and
 * deterministic: the order of hosts, pools and slots makes no difference.
 *
 * @param kept what the environment's placement file holds. @default nothing is placed yet
 * @example
 * const fleet: Fleet = {
 *   environment: 'prod',
 *   hosts: [{ name: 'rack1-a', cores: 32, memory: Size.gibibytes(256) }],
 *   pools: [{ name: 'nodes', cpu: 8, memory: Size.gibibytes(32), slots: [{ key: '0' }, { key: '1' }] }],
 * };
 * place(fleet).placement?.slots; // { 'nodes/0': 'rack1-a', 'nodes/1': 'rack1-a' }
 */
export function place(
  fleet: Fleet,
  kept: Placement = emptyPlacement(fleet.environment),
  { prefer = 'spread', mayMove = false, effort = 1 }: PlaceOptions = {},
): PlaceResult {
  const problems = checkFleet(fleet);
  if (problems.length > 0) return { findings: problems };
  const before = withCurrentNames(fleet, kept);
  const packing = packingProblem(fleet, before);
  const options: SolveOptions = { strategy: prefer, mayMove, effort };
  const solution = solve(packing, options);
  if (solution.hosts === undefined) return { findings: shortage(fleet, before, options, solution.isProven) };
  const { hosts, isMinimal } = solution;
  return {
    placement: keepPins(fleet, placementAfter(packing, hosts, before)),
    changes: changesOf(packing, hosts, before),
    isMinimal,
    findings: [],
  };
}

/** The placement file's content after a solution. */
function placementAfter(
  packing: PackingProblem,
  hosts: ReadonlyMap<Slot, number>,
  before: Placement,
): Placement {
  const slots = Object.fromEntries(
    packing.slots.map((slot) => [slot.id, packing.hosts[hosts.get(slot) ?? -1]?.name ?? '']),
  );
  const removed = Object.entries({ ...before.removed, ...before.slots }).filter(
    ([id]) => slots[id] === undefined,
  );
  return { ...before, slots, removed: Object.fromEntries(removed) };
}
