import type { Finding } from '../core/findings';
import { adopt } from './adopt';
import { type Change, changesOf } from './changes';
import { checkFleet } from './check-fleet';
import type { Fleet } from './fleet';
import { emptyPlacement, type Placement } from './lock/placement';
import { arrange, type Terms } from './packing/arrange';
import { type Ground, groundOf, type Slot } from './packing/ground';
import { keepPins } from './pins';
import { shortage } from './shortage';

export interface PlaceOptions {
  /**
   * `spread` keeps the slots of a pool apart, over failure domains and then over hosts; `consolidate` uses as few hosts as
   * it can. Neither moves what is placed.
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
}

/** Where every slot runs from now on, or why they do not all fit. */
export type Placed =
  | {
      readonly placement: Placement;
      /** What happens to each slot, by slot. */
      readonly changes: readonly Change[];
      /** Whether it is proven that fewer moves would not do. */
      readonly isMinimal: boolean;
      readonly findings: readonly [];
    }
  | { readonly placement?: undefined; readonly findings: readonly Finding[] };

/**
 * Places the slots of a fleet on its hosts. What is placed stays, unless its host is gone, is to be emptied or has
 * promised too much; what is not declared any more is recorded as removed; what a slot runs is kept. Pure and deterministic: the order of hosts,
 * pools and slots means nothing.
 *
 * @param kept what the environment's placement file holds. @default nothing is placed yet
 */
export function place(
  fleet: Fleet,
  kept: Placement = emptyPlacement(fleet.environment),
  { prefer = 'spread', mayMove = false }: PlaceOptions = {},
): Placed {
  const problems = checkFleet(fleet);
  if (problems.length > 0) return { findings: problems };
  const before = adopt(fleet, kept);
  const ground = groundOf(fleet, before);
  const terms: Terms = { order: prefer, mayMove };
  const arrangement = arrange(ground, terms);
  if (arrangement.hosts === undefined)
    return { findings: shortage(fleet, before, terms, arrangement.isProven) };
  const { hosts, isMinimal } = arrangement;
  return {
    placement: keepPins(fleet, after(ground, hosts, before)),
    changes: changesOf(ground, hosts, before),
    isMinimal,
    findings: [],
  };
}

function after(ground: Ground, hosts: ReadonlyMap<Slot, number>, before: Placement): Placement {
  const slots = Object.fromEntries(
    ground.slots.map((slot) => [slot.id, ground.hosts[hosts.get(slot) ?? -1]?.name ?? '']),
  );
  const gone = Object.entries({ ...before.removed, ...before.slots }).filter(
    ([id]) => slots[id] === undefined,
  );
  return { ...before, slots, removed: Object.fromEntries(gone) };
}
