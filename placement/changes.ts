import { leastEvictions } from './packing/evictions';
import { type Ground, isKept, type Slot } from './packing/ground';
import type { Load } from './packing/load';
import { atHome } from './packing/stack';
import type { Placement } from './lock/placement';
import { compareSlots } from './slot-id';

/**
 * What happens to a slot:
 * - `kept`: it stays where it is;
 * - `placed`: it had no place;
 * - `moved`: its machine is destroyed on one host and made on another;
 * - `dropped`: it is not declared any more.
 */
export type ChangeKind = 'kept' | 'placed' | 'moved' | 'dropped';

export interface Change {
  readonly kind: ChangeKind;
  /** E.g. `nodes/0`. */
  readonly slot: string;
  /** The host that it was on. */
  readonly from?: string;
  /** The host that it will be on. */
  readonly to?: string;
  /** Why, for a person: a clause without a full stop, such as `rack1-a is gone`. */
  readonly reason: string;
}

/** What a new arrangement does to each slot, and why: by slot. */
export function changesOf(
  ground: Ground,
  hosts: ReadonlyMap<Slot, number>,
  before: Placement,
): readonly Change[] {
  const here = atHome(ground, ground.slots.filter(isKept));
  const full = leastEvictions(ground, here);
  const declared = new Set(ground.slots.map(({ id }) => id));
  const changes = ground.slots.map((slot): Change => {
    const to = ground.hosts[hosts.get(slot) ?? -1]?.name;
    const from = before.slots[slot.id];
    if (from === undefined) return { kind: 'placed', slot: slot.id, to, reason: slot.because ?? 'it is new' };
    if (from === to) return { kind: 'kept', slot: slot.id, from, to, reason: 'it is there' };
    const reason = slot.because ?? whyEvicted(ground, slot, full, here);
    return { kind: 'moved', slot: slot.id, from, to, reason };
  });
  const dropped = Object.entries(before.slots)
    .filter(([id]) => !declared.has(id))
    .map(([id, from]): Change => ({
      kind: 'dropped',
      slot: id,
      from,
      reason: 'it is not declared any more',
    }));
  return [...changes, ...dropped].sort((a, b) => compareSlots(a.slot, b.slot));
}

function whyEvicted(
  { hosts, lost, slots }: Ground,
  slot: Slot,
  full: ReadonlyMap<number, number>,
  here: Load,
): string {
  const host = slot.home ?? -1;
  const name = hosts[host]?.name ?? '';
  if (slot.alone && here.ofPoolOn(slot, host) > 1) return `${name} may hold one slot of its pool only`;
  if (full.has(host)) return `${name} has promised more than it may`;
  const room = slots.some(({ standing }) => standing !== 'kept')
    ? 'it makes room for others'
    : 'the rest needs it';
  return lost > 0 ? `${room}, so that the loss of a host is survived` : room;
}
