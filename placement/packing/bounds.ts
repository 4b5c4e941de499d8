import { fits, type Resources, totalOf } from '../capacity';
import type { Slot } from './problem';

/**
 * Whether counting alone proves that slots do not fit on hosts with these free resources, once the `lost` best of the hosts
 * are lost. Exact if all slots are alike. A sum alone proves less: room for two halves of a slot is not room for one.
 */
export function cannotFit(slots: readonly Slot[], free: readonly Resources[], lost = 0): boolean {
  return leastHosts(slots, free, lost) === undefined;
}

/**
 * How many of the hosts any placement needs at least, by counting: those that must stand by for a loss included. Nothing, if
 * not even all of them would do.
 */
export function leastHosts(
  slots: readonly Slot[],
  free: readonly Resources[],
  lost: number,
): number | undefined {
  let least = 0;
  for (const { demand, of } of measuresOf(slots)) {
    const best = free.map(of).sort((a, b) => b - a);
    let sum = 0;
    let hosts = 0;
    while (sum < demand) {
      const next = best[lost + hosts];
      if (next === undefined) return undefined;
      sum += next;
      hosts += 1;
    }
    if (hosts > 0) least = Math.max(least, lost + hosts);
  }
  return least;
}

/** Something that a host has so much of, and that all slots together need. */
interface Measure {
  readonly demand: number;
  readonly of: (free: Resources) => number;
}

function measuresOf(slots: readonly Slot[]): readonly Measure[] {
  const total = totalOf(slots);
  const exclusive = slots.filter((slot) => slot.exclusive);
  return [
    { demand: total.cpu, of: ({ cpu }) => Math.max(0, cpu) },
    { demand: total.memoryBytes, of: ({ memoryBytes }) => Math.max(0, memoryBytes) },
    // Every slot that is as large as one of this pool takes at least its place.
    ...shapesOf(slots).map((shape) => ({
      demand: slots.filter((slot) => fits(shape, slot)).length,
      of: (host: Resources) => timesIn(host, shape),
    })),
    ...shapesOf(exclusive).map((shape) => ({
      demand: exclusive.filter(({ pool }) => pool === shape.pool).length,
      of: (host: Resources) => Math.min(1, timesIn(host, shape)),
    })),
  ];
}

/** One slot of each pool: slots of a pool are alike. */
function shapesOf(slots: readonly Slot[]): readonly Slot[] {
  return [...new Map(slots.map((slot) => [slot.pool, slot])).values()];
}

function timesIn(available: Resources, shape: Resources): number {
  if (!fits(shape, available)) return 0;
  return Math.floor(
    Math.min(divided(available.cpu, shape.cpu), divided(available.memoryBytes, shape.memoryBytes)),
  );
}

function divided(amount: number, by: number): number {
  return by === 0 ? Number.MAX_SAFE_INTEGER : amount / by;
}
