import fc from 'fast-check';
import { Size } from '../../constructs/quantities';
import type { Fleet, FleetHost } from '../../placement';
import { fleetOf, hostOf, poolOf } from './support';

/** How much of each host a planted solution leaves free at least. */
const SLACK = 0.05;

interface Shape {
  readonly cpu: number;
  readonly gibibytes: number;
}

interface Planted extends Shape {
  cpuUsed: number;
  gibibytesUsed: number;
}

/**
 * Fleets that are known to have a solution, because they were made from one: hosts of several sizes are filled with machines of
 * several sizes, and then made as small as what is on them allows, plus the slack.
 *
 * @param lost so many more hosts, as large as the largest, stand by
 */
export function plantedFleets(
  hosts: { readonly min: number; readonly max: number },
  lost: 0 | 1 = 0,
): fc.Arbitrary<Fleet> {
  return fc
    .record({
      hostShapes: fc.array(
        fc.record({
          cpu: fc.integer({ min: 16, max: 96 }),
          gibibytes: fc.integer({ min: 64, max: 512 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      machineShapes: fc.array(
        fc.record({ cpu: fc.integer({ min: 1, max: 5 }), gibibytes: fc.integer({ min: 1, max: 20 }) }),
        { minLength: 1, maxLength: 8 },
      ),
      count: fc.integer(hosts),
      seed: fc.nat(),
    })
    .map(({ hostShapes, machineShapes, count, seed }) => {
      const next = numbersFrom(seed);
      const planted = Array.from({ length: count }, () =>
        filled(hostShapes[next() % hostShapes.length], machineShapes, next),
      );
      const slots = machineShapes.map((_, shape) =>
        planted.reduce((sum, { counts }) => sum + (counts[shape] ?? 0), 0),
      );
      const tight = planted.map(({ cpuUsed, gibibytesUsed }, index) =>
        host(index, {
          cpu: Math.ceil(cpuUsed * (1 + SLACK)),
          gibibytes: Math.ceil(gibibytesUsed * (1 + SLACK)),
        }),
      );
      const largest = {
        cpu: Math.max(...tight.map(({ cores }) => cores)),
        gibibytes: Math.max(...planted.map(({ gibibytesUsed }) => Math.ceil(gibibytesUsed * (1 + SLACK)))),
      };
      return fleetOf({
        hosts: [...tight, ...Array.from({ length: lost }, (_, index) => host(count + index, largest))],
        pools: machineShapes
          .map(({ cpu, gibibytes }, shape) =>
            poolOf(`pool${shape}`, slots[shape] ?? 0, { cpu, memory: Size.gibibytes(gibibytes) }),
          )
          .filter((pool) => pool.slots.length > 0),
        ...(lost > 0 ? { survives: { hosts: lost } } : {}),
      });
    });
}

function host(index: number, { cpu, gibibytes }: Shape): FleetHost {
  return hostOf(`h${index}`, {
    cores: cpu,
    memory: Size.gibibytes(gibibytes),
    failureDomain: `rack${index % 7}`,
  });
}

/** A host with machines, until one that is drawn has not fitted ten times. */
function filled(
  { cpu, gibibytes }: Shape = { cpu: 16, gibibytes: 64 },
  machines: readonly Shape[],
  next: () => number,
) {
  const counts = machines.map(() => 0);
  const used: Planted = { cpu, gibibytes, cpuUsed: 0, gibibytesUsed: 0 };
  for (let misses = 0; misses < 10;) {
    const drawn = next() % machines.length;
    const machine = machines[drawn] ?? { cpu: 1, gibibytes: 1 };
    if (used.cpuUsed + machine.cpu > cpu || used.gibibytesUsed + machine.gibibytes > gibibytes) {
      misses += 1;
      continue;
    }
    used.cpuUsed += machine.cpu;
    used.gibibytesUsed += machine.gibibytes;
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  return { ...used, counts };
}

/** Numbers that look random, the same for the same seed (a linear congruential generator). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
