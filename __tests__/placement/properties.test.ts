import fc from 'fast-check';
import { place, renderPlacement } from '../../placement';
import { situations } from './small-fleets';

/** A shuffle of the same for every list, by random numbers. */
function shuffled<T>(list: readonly T[], random: readonly number[]): readonly T[] {
  return list
    .map((item, index) => ({ item, by: random[index % random.length] ?? 0 }))
    .sort((a, b) => a.by - b.by)
    .map(({ item }) => item);
}

test('the order of hosts, pools, slots and lines does not matter', () => {
  const numbers = fc.array(fc.nat(), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(situations, numbers, fc.boolean(), ({ fleet, kept }, random, mayMove) => {
      const mixed = {
        ...fleet,
        hosts: shuffled(fleet.hosts, random),
        pools: shuffled(
          fleet.pools.map((pool) => ({ ...pool, slots: shuffled(pool.slots, random) })),
          random,
        ),
      };
      const lines = { ...kept, slots: Object.fromEntries(shuffled(Object.entries(kept.slots), random)) };
      expect(place(mixed, lines, { mayMove })).toEqual(place(fleet, kept, { mayMove }));
    }),
    { numRuns: 300 },
  );
});

test('placing again changes nothing', () => {
  fc.assert(
    fc.property(situations, ({ fleet, kept }) => {
      const { placement } = place(fleet, kept);
      fc.pre(placement !== undefined);
      const again = place(fleet, placement);
      expect(again.placement && renderPlacement(again.placement)).toBe(renderPlacement(placement));
    }),
  );
});

test('growth moves nothing', () => {
  fc.assert(
    fc.property(situations, fc.nat(2), ({ fleet, kept }, more) => {
      const { placement } = place(fleet, kept);
      fc.pre(placement !== undefined);
      const grown = {
        ...fleet,
        pools: fleet.pools.map((pool) => ({
          ...pool,
          slots: [...pool.slots, ...Array.from({ length: more }, (_, index) => ({ key: String(9 + index) }))],
        })),
      };
      const after = place(grown, placement).placement;
      if (after) expect(after.slots).toMatchObject(placement.slots);
    }),
  );
});

test('a slot that was removed and added again returns to its host, while that exists', () => {
  fc.assert(
    fc.property(situations, ({ fleet, kept }) => {
      const { placement } = place(fleet, kept);
      fc.pre(placement !== undefined);
      const less = { ...fleet, pools: fleet.pools.map((pool) => ({ ...pool, slots: pool.slots.slice(1) })) };
      const without = place(less, placement).placement;
      const back = place(fleet, without).placement;
      expect(back?.slots).toEqual(placement.slots);
    }),
  );
});
