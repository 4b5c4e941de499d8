import fc from 'fast-check';
import { Size } from '../../constructs/quantities';
import { type Fleet, place, type Placement } from '../../placement';
import { byPreference } from './by-preference';
import { fleetOf, placementOf } from './support';

const gibibytes = (min: number, max: number) =>
  fc.integer({ min, max }).map((count) => Size.gibibytes(count));

const host = fc.record({
  cores: fc.integer({ min: 4, max: 16 }),
  memory: gibibytes(4, 16),
  failureDomain: fc.constantFrom(undefined, 'one', 'two'),
  reserve: fc.constantFrom(undefined, undefined, { cpu: 1, memory: Size.gibibytes(1) }),
  drained: fc.constantFrom(undefined, undefined, undefined, true),
});
const slot = fc.record({
  state: fc.constantFrom('new', 'new', 'placed', 'placed', 'removed', 'given'),
  on: fc.nat(5),
});
const pool = fc.record({
  cpu: fc.integer({ min: 1, max: 4 }),
  memory: gibibytes(1, 4),
  spread: fc.constantFrom('preferred' as const, 'preferred' as const, 'required' as const),
  slots: fc.array(slot, { minLength: 1, maxLength: 5 }),
});

/** Fleets with room to choose, of which some slots are placed already. */
const fleets: fc.Arbitrary<{ readonly fleet: Fleet; readonly kept: Placement }> = fc
  .record({
    hosts: fc.array(host, { minLength: 2, maxLength: 6 }),
    pools: fc.array(pool, { minLength: 1, maxLength: 3 }),
    cpu: fc.constantFrom(1, 1.5),
  })
  .map(({ hosts, pools, cpu }) => {
    const named = hosts.map((one, index) => ({ ...one, name: `h${index}` }));
    const usable = named.filter(({ drained }) => drained !== true).map(({ name }) => name);
    const slots = pools.flatMap((one, number) =>
      one.slots.map(({ state, on }, key) => ({
        id: `pool${number}/${key}`,
        state,
        // A slot may have been on a host that is drained or gone; only one that is neither may be given to it.
        on: (state === 'given' ? usable[on % Math.max(1, usable.length)] : `h${on}`) ?? 'h0',
      })),
    );
    const having = (state: string) =>
      Object.fromEntries(slots.filter((one) => one.state === state).map(({ id, on }) => [id, on]));
    const given = usable.length === 0 ? {} : having('given');
    return {
      fleet: fleetOf({
        hosts: named,
        overcommit: { cpu },
        pools: pools.map((one, number) => ({
          ...one,
          name: `pool${number}`,
          slots: one.slots.map((_, key) => ({ key: String(key), host: given[`pool${number}/${key}`] })),
        })),
      }),
      kept: placementOf(having('placed'), having('removed')),
    };
  });

test.each(['spread', 'consolidate'] as const)(
  'where every slot may have the host that it likes best, it has: %s',
  (prefer) => {
    let reached = 0;
    fc.assert(
      fc.property(fleets, ({ fleet, kept }) => {
        const expected = byPreference(fleet, kept, prefer);
        fc.pre(expected !== undefined);
        reached += 1;
        expect(place(fleet, kept, { prefer }).placement?.slots).toEqual(expected);
      }),
      { numRuns: 300 },
    );
    expect(reached).toBeGreaterThanOrEqual(300);
  },
);
