import fc from 'fast-check';
import { Size } from '../../constructs/quantities';
import { checkPlacement, place } from '../../placement';
import { countOn, fleetOf, likeHosts, placed, poolOf } from './support';

const SLOTS = 1_000;

test('a thousand equal slots, consolidated, take at most 2 % more than the minimum of hosts', () => {
  const shapes = fc.record({
    cores: fc.integer({ min: 16, max: 96 }),
    hostMemory: fc.integer({ min: 64, max: 512 }),
    cpu: fc.integer({ min: 1, max: 16 }),
    memory: fc.integer({ min: 1, max: 64 }),
  });
  fc.assert(
    fc.property(shapes, ({ cores, hostMemory, cpu, memory }) => {
      const each = Math.floor(Math.min(cores / cpu, hostMemory / memory));
      const fewest = Math.ceil(SLOTS / each);
      const hosts = likeHosts(Math.ceil(fewest * 1.1), 5, { cores, memory: Size.gibibytes(hostMemory) });
      const pools = [poolOf('nodes', SLOTS, { cpu, memory: Size.gibibytes(memory) })];
      const { placement } = placed(fleetOf({ hosts, pools }), undefined, { prefer: 'consolidate' });
      expect(Object.keys(countOn(placement, 'nodes')).length).toBeLessThanOrEqual(fewest * 1.02);
    }),
    { numRuns: 20 },
  );
});

test('CPU-heavy and memory-heavy slots share hosts when consolidated', () => {
  const pools = [
    poolOf('busy', 500, { cpu: 10, memory: Size.gibibytes(10) }),
    poolOf('large', 750, { cpu: 2, memory: Size.gibibytes(36) }),
  ];
  const hosts = likeHosts(300, 5, { cores: 32, memory: Size.gibibytes(128) });
  const { placement } = placed(fleetOf({ hosts, pools }), undefined, { prefer: 'consolidate' });
  const fewest = (500 * 10 + 750 * 36) / 128;
  expect(new Set(Object.values(placement.slots)).size).toBeLessThanOrEqual(fewest * 1.02);
});

describe('a thousand slots on a hundred hosts', () => {
  const hosts = likeHosts(100, 5, { cores: 32, memory: Size.gibibytes(192) });
  const pools = [
    poolOf('nodes', 500),
    poolOf('small', 300, { cpu: 1, memory: Size.gibibytes(4) }),
    poolOf('large', 160, { cpu: 8, memory: Size.gibibytes(32) }),
    poolOf('database', 40, { cpu: 4, memory: Size.gibibytes(16), spread: 'required' }),
  ];
  const fleet = fleetOf({ hosts, pools, survives: { hosts: 1 } });
  const { placement } = placed(fleet);

  test('are spread evenly over racks', () => {
    const racks = countOn(placement, 'nodes', (host) => `rack${Number(host.slice(1)) % 5}`);
    expect(Object.values(racks)).toEqual([100, 100, 100, 100, 100]);
  });

  test('survive the loss of each host: its slots are placed again, and nothing else moves', () => {
    for (const { name } of hosts) {
      const rest = { ...fleet, hosts: hosts.filter((host) => host.name !== name), survives: undefined };
      const { changes, isMinimal } = placed(rest, placement);
      const moved = changes.filter(({ kind }) => kind === 'moved');
      expect(moved.every(({ from }) => from === name)).toBe(true);
      expect(isMinimal).toBe(true);
    }
  });

  test('grow by fifty, and move nothing', () => {
    const grown = { ...fleet, pools: [poolOf('nodes', 550), ...pools.slice(1)] };
    const kinds = placed(grown, placement).changes.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'placed')).toHaveLength(50);
    expect(kinds.filter((kind) => kind === 'moved')).toEqual([]);
  });
});

test('a placement that must survive lost hosts is proven to, in every fleet', () => {
  const fleets = fc.record({
    hosts: fc.array(fc.integer({ min: 8, max: 14 }), { minLength: 4, maxLength: 7 }),
    pools: fc.array(
      fc.record({
        cpu: fc.integer({ min: 1, max: 4 }),
        memory: fc.integer({ min: 1, max: 4 }),
        spread: fc.constantFrom('preferred' as const, 'required' as const),
        slots: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    lost: fc.constantFrom(1, 1, 1, 2),
  });
  fc.assert(
    fc.property(fleets, ({ hosts, pools, lost }) => {
      const fleet = fleetOf({
        hosts: hosts.map((size, index) => ({ name: `h${index}`, cores: size, memory: Size.gibibytes(size) })),
        pools: pools.map(({ slots, memory, ...rest }, index) =>
          poolOf(`pool${index}`, slots, { ...rest, memory: Size.gibibytes(memory) }),
        ),
        survives: { hosts: lost },
      });
      const { placement } = place(fleet);
      fc.pre(placement !== undefined);
      expect(checkPlacement(fleet, placement)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('whether everything fits is decided, without giving up, on eight equal hosts that are nearly full', () => {
  const amount = fc.integer({ min: 2, max: 6 });
  const shapes = fc.array(fc.record({ cpu: amount, memory: amount }), { minLength: 3, maxLength: 5 });
  fc.assert(
    fc.property(shapes, (pools) => {
      const hosts = likeHosts(8, 8, { cores: 10, memory: Size.gibibytes(10) });
      const [cpu, memory] = (['cpu', 'memory'] as const).map((what) =>
        pools.reduce((sum, pool) => sum + pool[what], 0),
      );
      const each = Math.floor(80 / Math.max(cpu ?? 1, memory ?? 1));
      const { findings } = place(
        fleetOf({
          hosts,
          pools: pools.map((pool, index) =>
            poolOf(`pool${index}`, each, { cpu: pool.cpu, memory: Size.gibibytes(pool.memory) }),
          ),
        }),
      );
      expect(findings.filter(({ advice }) => advice.includes('limit'))).toEqual([]);
    }),
    { numRuns: 30, seed: 4 },
  );
});
