import { Size } from '../../constructs/quantities';
import { type Fleet, leastHosts, place, type Placement } from '../../placement';
import { countOn, fleetOf, hostOf, likeHosts, placed, placementOf, poolOf, refused } from './support';

// Too many slots for an exact search, of which one kind needs CPUs and the other memory: only together do they fill a host.
const fleetWith = (busy: number, large: number, more: Partial<Fleet> = {}): Fleet =>
  fleetOf({
    hosts: likeHosts(40, 5, { cores: 32, memory: Size.gibibytes(128) }),
    pools: [
      poolOf('busy', busy, { cpu: 10, memory: Size.gibibytes(10) }),
      poolOf('large', large, { cpu: 2, memory: Size.gibibytes(36) }),
    ],
    ...more,
  });
const usedBy = ({ slots }: Placement) => new Set(Object.values(slots)).size;
const consolidated = (fleet: Fleet, kept?: Placement) => placed(fleet, kept, { prefer: 'consolidate' });

test('a hundred slots, consolidated, are on as few hosts as counting allows', () => {
  const fleet = fleetWith(40, 60);
  expect(usedBy(consolidated(fleet).placement)).toBe(leastHosts(fleet));
});

test('fifty more beside them move nothing, and take no more hosts than all would at once', () => {
  const half = consolidated(fleetWith(20, 30)).placement;
  const { placement, changes } = consolidated(fleetWith(40, 60), half);
  expect(changes.filter(({ kind }) => kind === 'moved')).toEqual([]);
  expect(usedBy(placement)).toBe(leastHosts(fleetWith(40, 60)));
});

test('where a host may be lost, one stands by', () => {
  const fleet = fleetWith(40, 60, { survives: { hosts: 1 } });
  expect(usedBy(consolidated(fleet).placement)).toBe((leastHosts(fleet) ?? 0) - 1);
});

test('a slot on a host that there is not is refused with the hosts that there are', () => {
  const adviceFor = (drained: boolean) => {
    const hosts = likeHosts(2).map((host) => ({ ...host, drained }));
    const pools = [{ ...poolOf('nodes', 0), slots: [{ key: '0', host: 'gone' }] }];
    return place(fleetOf({ hosts, pools })).findings[0]?.advice;
  };
  expect(adviceFor(false)).toBe('Available hosts: h0, h1. Use one of them, or let placement choose.');
  expect(adviceFor(true)).toBe('Available hosts: none. Use one of them, or let placement choose.');
});

test('hosts that differ in what they have most of stand by, one of each kind, although the largest are all of one', () => {
  const shaped = (name: string, count: number, cores: number, memory: number) =>
    Array.from({ length: count }, (_, index) =>
      hostOf(`${name}${index}`, { cores, memory: Size.gibibytes(memory) }),
    );
  const pool = (name: string, slots: number, cpu: number, memory: number) =>
    poolOf(name, slots, { cpu, memory: Size.gibibytes(memory) });
  // What needs CPUs fits on no host with much memory, and the other way round. The rest of a full host is room for nothing.
  const fleet = fleetOf({
    hosts: [
      ...shaped('cpu', 15, 34, 52),
      ...shaped('large-cpu', 5, 36, 52),
      ...shaped('memory', 15, 6, 272),
      ...shaped('large-memory', 1, 6, 280),
    ],
    pools: [
      ...[pool('c7', 15, 7, 1), pool('c9', 20, 9, 1), pool('c12', 15, 12, 1)],
      ...[pool('m56', 15, 1, 56), pool('m72', 20, 1, 72), pool('m96', 15, 1, 96)],
      pool('old', 1, 36, 1),
    ],
    survives: { hosts: 1 },
  });
  const { slots } = placed(fleet, placementOf({ 'old/0': 'large-cpu4' }), { effort: 0.1 }).placement;
  const used = new Set(Object.values(slots));
  expect(fleet.hosts.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([
    ...['large-cpu0', 'large-cpu1', 'large-cpu2', 'large-cpu3'],
    'large-memory0',
  ]);
});

test('hosts of one core take a slot each, the larger ones what fits nowhere else', () => {
  const rack = (name: string, gibibytes: number) =>
    Array.from({ length: 30 }, (_, index) =>
      hostOf(`${name}${index}`, { cores: 1, memory: Size.gibibytes(gibibytes), failureDomain: name }),
    );
  const pool = (name: string, gibibytes: number) =>
    poolOf(name, 30, { cpu: 1, memory: Size.gibibytes(gibibytes) });
  // Spread over both racks, the small slots would leave the large ones too few hosts.
  const fleet = fleetOf({
    hosts: [...rack('small', 8), ...rack('large', 16)],
    pools: [pool('any', 8), pool('big', 16)],
  });
  const { placement } = placed(fleet);
  expect(Object.keys(countOn(placement, 'any'))).toHaveLength(30);
  expect(Object.keys(countOn(placement, 'big')).every((name) => name.startsWith('large'))).toBe(true);
});

describe('slots that the environment gives a host, among more than an exact search can place', () => {
  /** Forty hosts, each full with four slots; so many of the slots are given the last host. */
  const full = (given: number, more: Partial<Fleet> = {}) =>
    fleetOf({
      hosts: likeHosts(40, 5),
      pools: [poolOf('bound', given), poolOf('nodes', 160 - given)].map((pool) =>
        pool.name === 'bound'
          ? { ...pool, slots: pool.slots.map((slot) => ({ ...slot, host: 'h39' })) }
          : pool,
      ),
      ...more,
    });

  test.each(['spread', 'consolidate'] as const)('are there, and all others find room: %s', (prefer) => {
    const { placement } = placed(full(3), undefined, { prefer });
    expect(countOn(placement, 'bound')).toEqual({ h39: 3 });
    expect(Object.values(countOn(placement, 'nodes')).toSorted((a, b) => a - b)).toEqual([
      1,
      ...Array<number>(39).fill(4),
    ]);
  });

  test('are refused where they do not fit there, although they would elsewhere', () => {
    const [finding] = refused(full(5));
    expect(finding).toMatchObject({ rule: 'placement/shortage', message: expect.stringContaining('h39') });
  });
});
