import fc from 'fast-check';
import { alternativesOf, checkPlacement, type FleetHost, place } from '../../placement';
import { Size } from '../../constructs/quantities';
import { situations } from './small-fleets';
import { fleetOf, hostOf, likeHosts, placementOf, poolOf } from './support';

const two = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1' });

test.each([
  [
    'it is drained',
    fleetOf({ hosts: [hostOf('h0'), hostOf('h1'), hostOf('h2', { drained: true })] }),
    'drained',
    'it is drained',
  ],
  [
    'it has too little left',
    fleetOf({ hosts: [hostOf('h0'), hostOf('h1'), hostOf('h2', { memory: Size.gibibytes(4), cores: 1 })] }),
    'room',
    'it has too little left: virtual CPUs and memory',
  ],
  [
    'it has just enough memory, and too few CPUs',
    fleetOf({ hosts: [hostOf('h0'), hostOf('h1'), hostOf('h2', { memory: Size.gibibytes(8), cores: 1 })] }),
    'room',
    'it has too little left: virtual CPUs',
  ],
  [
    'it has just enough CPUs, and too little memory',
    fleetOf({ hosts: [hostOf('h0'), hostOf('h1'), hostOf('h2', { memory: Size.gibibytes(4), cores: 2 })] }),
    'room',
    'it has too little left: memory',
  ],
  [
    'it would fail together with another slot of the pool',
    fleetOf({
      hosts: [hostOf('h0'), hostOf('h1', { failureDomain: 'rack' }), hostOf('h2', { failureDomain: 'rack' })],
    }),
    'shared',
    'it has room, but nodes/1 of the same pool would fail together with it',
  ],
  ['nothing', fleetOf({ hosts: likeHosts(3) }), 'nothing', 'it would do as well; what is placed stays'],
])('what rules out a host: %s', (_, fleet, objection, reason) => {
  expect(alternativesOf(fleet, two, 'nodes/0')).toContainEqual({ host: 'h2', objection, reason });
});

test('a host that runs a slot of the pool is worse, and forbidden where the pool demands hosts of its own', () => {
  expect(alternativesOf(fleetOf(), two, 'nodes/0')).toEqual([
    { host: 'h1', objection: 'shared', reason: 'it has room, but runs nodes/1 of the same pool' },
  ]);
  const fleet = fleetOf({ pools: [poolOf('nodes', 2, { spread: 'required' })] });
  expect(alternativesOf(fleet, two, 'nodes/0')).toEqual([
    { host: 'h1', objection: 'spread', reason: 'it runs nodes/1, and the pool demands hosts of its own' },
  ]);
});

test('hosts are tried by name, ten of them unless another number is given', () => {
  const namesOf = (hosts: readonly FleetHost[], most?: number) =>
    alternativesOf(fleetOf({ hosts }), two, 'nodes/0', most).map(({ host }) => host);
  expect(namesOf(['h2', 'h0', 'h1'].map((name) => hostOf(name)))).toEqual(['h1', 'h2']);
  expect(namesOf(likeHosts(13))).toHaveLength(10);
  expect(namesOf(likeHosts(13), 3)).toEqual(['h1', 'h10', 'h11']);
});

test('a host may not take what could then not be saved from its loss', () => {
  // Each host has room for two slots, and three are to survive the loss of one host.
  const hosts = ['h0', 'h1', 'h2'].map((name) => hostOf(name, { cores: 4 }));
  const fleet = fleetOf({ hosts, pools: [poolOf('nodes', 3)], survives: { hosts: 1 } });
  const placement = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1', 'nodes/2': 'h2' });
  expect(checkPlacement(fleet, placement)).toEqual([]);
  expect(alternativesOf(fleet, placement, 'nodes/0').map(({ objection }) => objection)).toEqual([
    'shared',
    'shared',
  ]);
  const fuller = fleetOf({ hosts, pools: [poolOf('nodes', 4)], survives: { hosts: 1 } });
  const four = placementOf({ ...placement.slots, 'nodes/3': 'h2' });
  expect(checkPlacement(fuller, four)).toEqual([]);
  expect(alternativesOf(fuller, four, 'nodes/2')).toEqual([
    { host: 'h0', objection: 'shared', reason: 'it has room, but runs nodes/0 of the same pool' },
    { host: 'h1', objection: 'shared', reason: 'it has room, but runs nodes/1 of the same pool' },
  ]);
  const small = [...hosts.slice(0, 2), hostOf('h2', { cores: 2 })];
  const tight = fleetOf({ hosts: small, pools: [poolOf('nodes', 3)], survives: { hosts: 1 } });
  expect(alternativesOf(tight, placement, 'nodes/2')).toEqual([
    { host: 'h0', objection: 'shared', reason: 'it has room, but runs nodes/0 of the same pool' },
    { host: 'h1', objection: 'shared', reason: 'it has room, but runs nodes/1 of the same pool' },
  ]);
  const tighter = fleetOf({
    hosts: [hostOf('h0', { cores: 4 }), hostOf('h1', { cores: 2 }), hostOf('h2', { cores: 2 })],
    pools: [poolOf('nodes', 2)],
    survives: { hosts: 1 },
  });
  const spread = placementOf({ 'nodes/0': 'h1', 'nodes/1': 'h2' });
  expect(checkPlacement(tighter, spread)).toEqual([]);
  expect(alternativesOf(tighter, spread, 'nodes/0')[0]).toMatchObject({ host: 'h0' });
});

describe('a host may not take what leaves too little room for a loss', () => {
  // Without one of h0 and h1, the other is full.
  const hosts = [hostOf('h0'), hostOf('h1'), hostOf('h2', { cores: 3 })];
  const pools = [poolOf('big', 2, { cpu: 4 }), poolOf('small', 1, { cpu: 3 })];
  const placement = placementOf({ 'big/0': 'h0', 'big/1': 'h1', 'small/0': 'h2' });

  test('and it is said which loss, and what would fit nowhere', () => {
    const fleet = fleetOf({ hosts, pools, survives: { hosts: 1 } });
    expect(checkPlacement(fleet, placement)).toEqual([]);
    expect(alternativesOf(fleet, placement, 'small/0')).toEqual([
      { host: 'h0', objection: 'survives', reason: 'if h1 were lost, big/1 would fit nowhere' },
      { host: 'h1', objection: 'survives', reason: 'if h0 were lost, big/0 would fit nowhere' },
    ]);
  });

  test.each([
    ['not looked at in a fleet of more than 3,000 slots times hosts', 998, 'nothing'],
    ['looked at in one of just so many', 997, 'survives'],
  ] as const)('which is %s', (_, more, objection) => {
    // What needs next to nothing is on h2, whose loss is survived.
    const tiny = poolOf('tiny', more, { cpu: 0, memory: Size.bytes(1) });
    const lines = Object.fromEntries(tiny.slots.map(({ key }) => [`tiny/${key}`, 'h2']));
    const large = fleetOf({ hosts, pools: [...pools, tiny], survives: { hosts: 1 } });
    const all = placementOf({ ...placement.slots, ...lines });
    expect(alternativesOf(large, all, 'small/0', 1)).toMatchObject([{ host: 'h0', objection }]);
  });
});

test('a rule forbids a host exactly if the placement with the slot there is refused', () => {
  fc.assert(
    fc.property(situations, fc.nat(), ({ fleet, kept }, pick) => {
      const { placement } = place(fleet, kept);
      const free = fleet.pools.flatMap(({ name, slots }) =>
        slots.flatMap(({ key, host }) => (host === undefined ? [`${name}/${key}`] : [])),
      );
      const slot = free[pick % Math.max(1, free.length)];
      if (placement === undefined || slot === undefined) return;
      for (const { host, objection } of alternativesOf(fleet, placement, slot)) {
        const moved = { ...placement, slots: { ...placement.slots, [slot]: host } };
        const isAllowed = objection === 'shared' || objection === 'nothing';
        expect({ host, objection, isAllowed: checkPlacement(fleet, moved).length === 0 }).toEqual({
          ...{ host, objection, isAllowed },
        });
      }
    }),
  );
});
