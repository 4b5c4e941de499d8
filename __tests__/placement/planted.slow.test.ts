import fc from 'fast-check';
import { Size } from '../../constructs/quantities';
import { leastHosts, place } from '../../placement';
import { plantedFleets } from './planted-fleets';
import { countOn, fleetOf, likeHosts, placed, poolOf, refused } from './support';

describe('what is known to fit, because it was taken out of full hosts, is placed', () => {
  test.each([
    ['on 5 to 30 hosts', { min: 5, max: 30 }, 0, 12],
    ['on 30 to 150 hosts', { min: 30, max: 150 }, 0, 5],
    ['on 30 to 150 hosts, of which any may be lost', { min: 30, max: 150 }, 1, 5],
    ['on a thousand hosts', { min: 1_000, max: 1_000 }, 0, 1],
  ] as const)('%s', (_, hosts, lost, numRuns) => {
    fc.assert(
      fc.property(
        plantedFleets(hosts, lost),
        fc.constantFrom('spread' as const, 'consolidate' as const),
        (fleet, prefer) => {
          expect(Object.keys(placed(fleet, undefined, { prefer }).placement.slots)).not.toHaveLength(0);
        },
      ),
      { numRuns, seed: 7 },
    );
  });
});

test('300 hosts with 6,000 machines, of which any may be lost, use as few hosts as there can be', () => {
  const fleet = fleetOf({
    hosts: likeHosts(300, 10, { cores: 64, memory: Size.gibibytes(512) }),
    pools: [poolOf('nodes', 6_000)],
    survives: { hosts: 1 },
  });
  const { placement } = placed(fleet, undefined, { prefer: 'consolidate' });
  // 32 on a host, and one that stands by.
  expect(leastHosts(fleet)).toBe(189);
  expect(Object.keys(countOn(placement, 'nodes'))).toHaveLength(188);
});

test('500 hosts with 10,000 machines of three sizes, of which any may be lost, use at most 2 % more hosts than there must be', () => {
  const fleet = fleetOf({
    hosts: likeHosts(500, 10, { cores: 64, memory: Size.gibibytes(512) }),
    pools: [
      poolOf('small', 5_000, { cpu: 1, memory: Size.gibibytes(6) }),
      poolOf('middle', 2_500, { cpu: 2, memory: Size.gibibytes(16) }),
      poolOf('large', 2_500, { cpu: 3, memory: Size.gibibytes(30) }),
    ],
    survives: { hosts: 1 },
  });
  const { placement } = placed(fleet, undefined, { prefer: 'consolidate' });
  const used = new Set(Object.values(placement.slots)).size;
  expect(used).toBeLessThanOrEqual(1.02 * (leastHosts(fleet) ?? 0));
});

describe('the least number of hosts', () => {
  const hosts = likeHosts(4, 4, { cores: 8, memory: Size.gibibytes(32) });

  test.each([
    ['no machines need none', 0, {}, 0],
    ['what fits on one host needs one', 4, {}, 1],
    ['one more machine needs one more host', 5, {}, 2],
    ['machines that may not share a host need one each', 3, { spread: 'required' }, 3],
    ['a machine of more than half a host needs one of its own', 3, { cpu: 5 }, 3],
  ] as const)('%s', (_, slots, fields, least) => {
    expect(leastHosts(fleetOf({ hosts, pools: [poolOf('nodes', slots, fields)] }))).toBe(least);
  });

  test('includes those that stand by for a loss', () => {
    expect(leastHosts(fleetOf({ hosts, pools: [poolOf('nodes', 5)], survives: { hosts: 2 } }))).toBe(4);
  });

  test('is undefined where all of them together are not enough', () => {
    expect(leastHosts(fleetOf({ hosts, pools: [poolOf('nodes', 17)] }))).toBeUndefined();
  });

  test('is never more than a placement uses, with what stands by', () => {
    fc.assert(
      fc.property(plantedFleets({ min: 3, max: 6 }), (fleet) => {
        const { placement } = place(fleet, undefined, { prefer: 'consolidate' });
        fc.pre(placement !== undefined);
        expect(leastHosts(fleet)).toBeLessThanOrEqual(new Set(Object.values(placement.slots)).size);
      }),
      { numRuns: 15 },
    );
  });
});

test('a shortage of a large fleet is proven where counting proves it', () => {
  const fleet = fleetOf({
    hosts: likeHosts(100, 10, { cores: 8, memory: Size.gibibytes(32) }),
    pools: [poolOf('nodes', 400)],
    survives: { hosts: 1 },
  });
  const [shortage] = refused(fleet);
  expect(shortage?.advice).not.toContain('limit');
  expect(shortage?.advice).toContain('one more host');
});

test('a search that finds nothing ends, and says how to search on', () => {
  // When a host is lost, two halves and a bit meet two larger halves: no two fit on one host, and counting does not see it.
  const fleet = fleetOf({
    hosts: likeHosts(3, 3, { cores: 10_000, memory: Size.tebibytes(8) }),
    pools: [
      poolOf('large', 2, { cpu: 6_000 }),
      poolOf('half', 1, { cpu: 5_000 }),
      poolOf('small', 1_200, { cpu: 1, memory: Size.mebibytes(1) }),
    ],
    survives: { hosts: 1 },
  });
  for (const prefer of ['spread', 'consolidate'] as const) {
    const [shortage] = refused(fleet, undefined, { prefer, effort: 0.02 });
    expect(shortage?.advice).toContain('`npx slipway place prod --effort 0.2`');
  }
});
