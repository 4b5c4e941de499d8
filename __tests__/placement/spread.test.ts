import { Size } from '../../constructs/quantities';
import { countOn, fleetOf, hostOf, likeHosts, placed, placementOf, poolOf } from './support';

const domainOf = (host: string) => `rack${Number(host.slice(1)) % 2}`;

describe('the slots of a pool are spread', () => {
  test('over failure domains first, whatever their number of hosts', () => {
    const hosts = [hostOf('h1'), hostOf('h2'), hostOf('h3')].map((host, index) => ({
      ...host,
      failureDomain: index === 0 ? 'small' : 'large',
    }));
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', 4)] }));
    expect(countOn(placement, 'nodes')).toEqual({ h1: 2, h2: 1, h3: 1 });
  });

  test('then over the hosts of each domain', () => {
    const { placement } = placed(fleetOf({ hosts: likeHosts(6, 2), pools: [poolOf('nodes', 10)] }));
    expect(countOn(placement, 'nodes', domainOf)).toEqual({ rack0: 5, rack1: 5 });
    expect(Object.values(countOn(placement, 'nodes')).sort()).toEqual([1, 1, 2, 2, 2, 2]);
  });

  test('a host without a domain is a domain of its own', () => {
    const hosts = [hostOf('a'), hostOf('b'), hostOf('c', { failureDomain: 'a' })];
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', 3)] }));
    expect(countOn(placement, 'nodes')).toEqual({ a: 1, b: 1, c: 1 });
  });

  test('existing placements count, and stay', () => {
    const kept = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h0' });
    const { placement } = placed(fleetOf({ pools: [poolOf('nodes', 4)] }), kept);
    expect(placement.slots).toEqual({ 'nodes/0': 'h0', 'nodes/1': 'h0', 'nodes/2': 'h1', 'nodes/3': 'h1' });
  });

  test('but share a host if there is no other way', () => {
    const hosts = [hostOf('a'), hostOf('b', { cores: 2 })];
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', 5)] }));
    expect(countOn(placement, 'nodes')).toEqual({ a: 4, b: 1 });
  });

  test("and never if the pool's spread is required", () => {
    const pools = [poolOf('database', 3, { spread: 'required' }), poolOf('nodes', 6)];
    const { placement } = placed(fleetOf({ hosts: likeHosts(3, 1), pools }));
    expect(countOn(placement, 'database')).toEqual({ h0: 1, h1: 1, h2: 1 });
  });
});

test('preferences give way if others would find no host otherwise', () => {
  const room = (cores: number, gibibytes: number) => ({ cores, memory: Size.gibibytes(gibibytes) });
  const hosts = [
    hostOf('a', { ...room(6, 8), failureDomain: 'one' }),
    hostOf('b', { ...room(8, 5), failureDomain: 'two' }),
    hostOf('c', { ...room(6, 2), failureDomain: 'two' }),
  ];
  const pools = [
    poolOf('busy', 2, { cpu: 6, memory: Size.gibibytes(2) }),
    poolOf('large', 1, { cpu: 1, memory: Size.gibibytes(6) }),
  ];
  const kept = placementOf({ 'busy/0': 'c' });
  expect(placed(fleetOf({ hosts, pools: pools.slice(0, 1) }), kept).placement.slots['busy/1']).toBe('a');
  expect(placed(fleetOf({ hosts, pools }), kept).placement.slots).toMatchObject({
    'busy/1': 'b',
    'large/0': 'a',
  });
});

describe('among hosts that are equal for the pool', () => {
  test('the one with the least free capacity afterwards is taken', () => {
    const hosts = [hostOf('a'), hostOf('b', { cores: 4 }), hostOf('c', { memory: Size.gibibytes(16) })];
    const sizes = { cpu: 1, memory: Size.gibibytes(1) };
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', ['only'], sizes)] }));
    expect(placement.slots).toEqual({ 'nodes/only': 'b' });
  });

  test('the first by name, if they are equal in everything', () => {
    const hosts = [hostOf('b'), hostOf('a'), hostOf('c')];
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', 1)] }));
    expect(placement.slots).toEqual({ 'nodes/0': 'a' });
  });
});

describe('asked to consolidate', () => {
  const hosts = likeHosts(6, 3);

  test('takes as few hosts as possible', () => {
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', 8)] }), undefined, {
      prefer: 'consolidate',
    });
    expect(countOn(placement, 'nodes')).toEqual({ h0: 4, h1: 4 });
  });

  test('moves nothing for it', () => {
    const kept = placementOf({ 'nodes/0': 'h4' });
    const { placement } = placed(fleetOf({ hosts, pools: [poolOf('nodes', 2)] }), kept, {
      prefer: 'consolidate',
    });
    expect(countOn(placement, 'nodes')).toEqual({ h4: 2 });
  });
});

describe('capacity', () => {
  const inGibibytes = (memory: number) => ({ memory: Size.gibibytes(memory) });

  test.each([
    ['is what the host has', {}, undefined, 4],
    ['is promised over as often as the overcommit says', {}, { cpu: 3, memory: 2 }, 8],
    ['is less what the host keeps for itself', { reserve: { cpu: 1 } }, undefined, 3],
    ['is overcommitted only after that', { reserve: inGibibytes(16) }, { cpu: 9, memory: 2 }, 4],
    ['is not lost to binary fractions', { cores: 100, memory: Size.tebibytes(1) }, { cpu: 0.29 }, 14],
  ])('%s', (_what, fields, overcommit, most) => {
    const fleet = (slots: number) =>
      fleetOf({ hosts: [hostOf('a', fields)], overcommit, pools: [poolOf('nodes', slots)] });
    placed(fleet(most));
    expect(() => placed(fleet(most + 1))).toThrow('placement/shortage');
  });

  test('is 29 whole CPUs for 29 % of 100 cores', () => {
    const pools = [poolOf('nodes', 29, { cpu: 1, memory: Size.gibibytes(1) })];
    placed(fleetOf({ hosts: [hostOf('a', { cores: 100 })], overcommit: { cpu: 0.29 }, pools }));
  });
});
