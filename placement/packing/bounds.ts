import type { Amount } from './amount';
import type { Slot } from './ground';

/**
 * Whether counting alone proves that slots do not fit on hosts with so much room, once the `lost` best of the hosts are
 * gone. Exact where all slots are alike. A sum proves less: two halves of a slot are no room for one.
 */
export function cannotFit(slots: readonly Slot[], rooms: readonly Amount[], lost = 0): boolean {
  const total = slots.reduce(
    (sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }),
    {
      cpu: 0,
      memory: 0,
    },
  );
  return (
    total.cpu >
      withoutBest(
        rooms.map(({ cpu }) => Math.max(0, cpu)),
        lost,
      ) ||
    total.memory >
      withoutBest(
        rooms.map(({ memory }) => Math.max(0, memory)),
        lost,
      ) ||
    shapesOf(slots).some(
      (shape) =>
        slots.filter((slot) => slot.cpu >= shape.cpu && slot.memory >= shape.memory).length >
        withoutBest(
          rooms.map((room) => timesIn(room, shape)),
          lost,
        ),
    ) ||
    shapesOf(slots.filter(({ alone }) => alone)).some(
      (shape) =>
        slots.filter(({ alone, pool }) => alone && pool === shape.pool).length >
        withoutBest(
          rooms.map((room) => Math.min(1, timesIn(room, shape))),
          lost,
        ),
    )
  );
}

/** One slot of each pool: slots of a pool are alike. */
function shapesOf(slots: readonly Slot[]): readonly Slot[] {
  return [...new Map(slots.map((slot) => [slot.pool, slot])).values()];
}

function timesIn(room: Amount, shape: Amount): number {
  if (shape.cpu > room.cpu || shape.memory > room.memory) return 0;
  return Math.floor(Math.min(divided(room.cpu, shape.cpu), divided(room.memory, shape.memory)));
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
