import type { Placement } from './lock/placement';
import { currentLoad } from './packing/assignment';
import { requiredEvictions } from './packing/evictions';
import type { Load } from './packing/load';
import { isKept, type PackingProblem, type Slot } from './packing/problem';
import { compareSlots } from './slot-id';

/**
 * What happens to a slot:
 * - `kept`: it stays where it is;
 * - `placed`: it had no host;
 * - `moved`: its machine is destroyed on one host and created on another;
 * - `dropped`: it is no longer declared.
 */
type SlotChangeKind = 'kept' | 'placed' | 'moved' | 'dropped';

export interface SlotChange {
  readonly kind: SlotChangeKind;
  /** E.g. `nodes/0`. */
  readonly slot: string;
  /** The host that it was on. */
  readonly from?: string;
  /** The host that it will be on. */
  readonly to?: string;
  /** Why, for a person: a clause without a full stop, such as `rack1-a is drained`. */
  readonly reason: string;
}

/** What a new placement does to each slot, and why, sorted by slot. */
export function changesOf(
  packing: PackingProblem,
  hosts: ReadonlyMap<Slot, number>,
  before: Placement,
): readonly SlotChange[] {
  const here = currentLoad(packing, packing.slots.filter(isKept));
  const evictions = requiredEvictions(packing, here);
  const declared = new Set(packing.slots.map(({ id }) => id));
  const changes = packing.slots.map((slot): SlotChange => {
    const to = packing.hosts[hosts.get(slot) ?? -1]?.name;
    const from = before.slots[slot.id];
    if (from === undefined) return { kind: 'placed', slot: slot.id, to, reason: slot.reason ?? 'it is new' };
    if (from === to) return { kind: 'kept', slot: slot.id, from, to, reason: 'it can stay' };
    const reason = slot.reason ?? whyEvicted(packing, slot, evictions, here);
    return { kind: 'moved', slot: slot.id, from, to, reason };
  });
  const dropped = Object.entries(before.slots)
    .filter(([id]) => !declared.has(id))
    .map(([id, from]): SlotChange => ({
      kind: 'dropped',
      slot: id,
      from,
      reason: 'it is no longer declared',
    }));
  return [...changes, ...dropped].sort((a, b) => compareSlots(a.slot, b.slot));
}

function whyEvicted(
  { hosts, lost, slots }: PackingProblem,
  slot: Slot,
  evictions: ReadonlyMap<number, number>,
  here: Load,
): string {
  const host = slot.currentHost ?? -1;
  const name = hosts[host]?.name ?? '';
  if (slot.exclusive && here.ofPoolOn(slot, host) > 1) return `${name} may run only one slot of its pool`;
  if (evictions.has(host)) return `${name} has promised more than it has room for`;
  const room = slots.some(({ state }) => state !== 'kept')
    ? 'it makes room for others'
    : 'the others need its room';
  return lost > 0 ? `${room}, so that the loss of a host can be survived` : room;
}
