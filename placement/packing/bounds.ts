import { fits, type Resources, totalOf } from '../capacity';
import type { Slot } from './problem';

/**
 * Whether counting alone proves that slots do not fit on hosts with these free resources, once the `lost` best of the hosts
 * are lost. Exact if all slots are alike. A sum alone proves less: room for two halves of a slot is not room for one.
 */
export function cannotFit(slots: readonly Slot[], free: readonly Resources[], lost = 0): boolean {
  const total = totalOf(slots);
  return (
    total.cpu >
      withoutBest(
        free.map(({ cpu }) => Math.max(0, cpu)),
        lost,
      ) ||
    total.memoryBytes >
      withoutBest(
        free.map(({ memoryBytes }) => Math.max(0, memoryBytes)),
        lost,
      ) ||
    shapesOf(slots).some(
      (shape) =>
        slots.filter((slot) => fits(shape, slot)).length >
        withoutBest(
          free.map((host) => timesIn(host, shape)),
          lost,
        ),
    ) ||
    shapesOf(slots.filter(({ exclusive }) => exclusive)).some(
      (shape) =>
        slots.filter(({ exclusive, pool }) => exclusive && pool === shape.pool).length >
        withoutBest(
          free.map((host) => Math.min(1, timesIn(host, shape))),
          lost,
        ),
    )
  );
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

function withoutBest(amounts: readonly number[], lost: number): number {
  return [...amounts]
    .sort((a, b) => a - b)
    .slice(0, Math.max(0, amounts.length - lost))
    .reduce((sum, amount) => sum + amount, 0);
}
