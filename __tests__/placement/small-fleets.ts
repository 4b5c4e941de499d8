import fc from 'fast-check';
import { Size } from '../../constructs/quantities';
import type { Fleet, Placement } from '../../placement';
import { ENVIRONMENT, placementOf } from './support';

/** A fleet small enough to try everything, and what is placed on it: not always by the rules. */
interface Situation {
  readonly fleet: Fleet;
  readonly kept: Placement;
}

const NAMES = ['a', 'b', 'c', 'd'] as const;
/** A host that no fleet has. */
const GONE = 'z';

const host = fc.record({
  cores: fc.integer({ min: 1, max: 6 }),
  memory: fc.integer({ min: 1, max: 6 }).map((count) => Size.gibibytes(count)),
  failureDomain: fc.constantFrom(undefined, 'one', 'two'),
  reserve: fc.constantFrom(undefined, { cpu: 1 }, { memory: Size.gibibytes(1) }),
  drained: fc.constantFrom(false, false, false, true),
});

const slot = fc.record({
  /** Whether `host` is what the environment gives it, where it is placed, or where it was before it was removed. */
  state: fc.constantFrom('new', 'new', 'placed', 'placed', 'removed', 'given'),
  host: fc.nat(NAMES.length),
});

const pool = fc.record({
  cpu: fc.integer({ min: 1, max: 3 }),
  memory: fc.integer({ min: 1, max: 3 }).map((count) => Size.gibibytes(count)),
  spread: fc.constantFrom('preferred' as const, 'preferred' as const, 'required' as const),
  slots: fc.array(slot, { maxLength: 3 }),
});

export const situations: fc.Arbitrary<Situation> = fc
  .record({
    hosts: fc.array(host, { minLength: 1, maxLength: 4 }),
    pools: fc.array(pool, { minLength: 1, maxLength: 2 }),
    cpu: fc.constantFrom(1, 1.5, 2),
    survives: fc.constantFrom(0, 0, 1, 2),
  })
  .map(({ hosts, pools, cpu, survives }) => {
    const named = hosts.map((host, index) => ({ ...host, name: NAMES[index] ?? GONE }));
    const usable = named.filter(({ drained }) => !drained).map(({ name }) => name);
    const states = pools.flatMap(({ slots }, index) =>
      slots.map(({ state, host: at }, key) => ({
        id: `${poolName(index)}/${key}`,
        state: state === 'given' && usable.length === 0 ? 'new' : state,
        // Only a host that exists and is not drained may be given.
        host: (state === 'given' ? usable[at % usable.length] : named[at]?.name) ?? GONE,
      })),
    );
    const having = (state: string) =>
      Object.fromEntries(states.filter((slot) => slot.state === state).map((slot) => [slot.id, slot.host]));
    const given = having('given');
    return {
      fleet: {
        environment: ENVIRONMENT,
        hosts: named,
        overcommit: { cpu },
        survives: { hosts: survives },
        pools: pools.map((needs, index) => ({
          ...needs,
          name: poolName(index),
          slots: needs.slots.map((_, key) => ({
            key: String(key),
            host: given[`${poolName(index)}/${key}`],
          })),
        })),
      },
      kept: placementOf(having('placed'), having('removed')),
    };
  });

function poolName(index: number): string {
  return `pool${index}`;
}
