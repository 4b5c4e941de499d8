import { compareSlots } from '../slot-id';
import type { Placement, SlotHosts } from './placement';

/**
 * The one text of a placement: keys in a fixed order, one line a slot, slots by pool and index, a line feed at the end.
 * Equal placements are equal bytes, and git merges the growth of two pools.
 */
export function renderPlacement({ $schema, environment, slots, removed }: Placement): string {
  const ordered: Placement = { $schema, environment, slots: sorted(slots), removed: sorted(removed) };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

function sorted(slots: SlotHosts): SlotHosts {
  return Object.fromEntries(Object.entries(slots).sort(([a], [b]) => compareSlots(a, b)));
}
