import { Size } from '../../constructs/quantities';
import { checkPlacement, type Fleet, type Placement } from '../../placement';
import { fleetOf, hostOf, likeHosts, placementOf, poolOf } from './support';

const two = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1' });

function rules(fleet: Fleet, placement?: Placement): readonly string[] {
  return checkPlacement(fleet, placement).map(({ rule, path }) => `${rule} ${path}`);
}

test('a line for each slot, on hosts with room, is valid', () => {
  expect(checkPlacement(fleetOf(), two)).toEqual([]);
});

test('slots with an explicit host need no line', () => {
  const slots = [
    { key: '0', host: 'h0' },
    { key: '1', host: 'h0' },
  ];
  expect(checkPlacement(fleetOf({ pools: [{ ...poolOf('nodes', 0), slots }] }))).toEqual([]);
});

test('a slot without a line is reported with the command that places it', () => {
  expect(checkPlacement(fleetOf({ pools: [poolOf('nodes', 4)] }), two)).toEqual([
    {
      rule: 'placement/missing',
      severity: 'error',
      path: 'environments.prod.pools.nodes.slots',
      message: 'must each have a host in environments/prod/placement.json',
      value: 'missing: 2, 3',
      advice: 'Run `npx slipway place prod`, and commit what it writes.',
    },
  ]);
});

test('without a file, nothing is placed', () => {
  expect(rules(fleetOf())).toEqual(['placement/missing environments.prod.pools.nodes.slots']);
});

describe('a line is refused', () => {
  test.each<[string, Partial<Fleet>, string, string]>([
    [
      'of a slot that is not declared',
      { pools: [poolOf('nodes', ['1'])] },
      'placement/undeclared environments/prod/placement.json#/slots/nodes~10',
      'undeclared, and still on h0',
    ],
    [
      'with a host that is not declared',
      { hosts: [hostOf('h0')] },
      'placement/host environments/prod/placement.json#/slots/nodes~11',
      'h1, which is not declared',
    ],
    [
      'with a host that is drained',
      { hosts: [hostOf('h0'), hostOf('h1', { drained: true })] },
      'placement/host environments/prod/placement.json#/slots/nodes~11',
      'h1, which is drained',
    ],
    [
      'with another host than the environment says',
      {
        pools: [
          {
            ...poolOf('nodes', 0),
            slots: [
              { key: '0', host: 'h0' },
              { key: '1', host: 'h0' },
            ],
          },
        ],
      },
      'placement/disagrees environments/prod/placement.json#/slots/nodes~11',
      'h1',
    ],
  ])('%s', (_what, fields, rule, value) => {
    expect(rules(fleetOf(fields), two)).toEqual([rule]);
    expect(checkPlacement(fleetOf(fields), two)[0]?.value).toBe(value);
  });

  test('of a pool under its former name, until place has renamed it', () => {
    const pools = [{ ...poolOf('workers', 2), formerly: 'nodes' }];
    expect(rules(fleetOf({ pools }), two)).toEqual([
      'placement/missing environments.prod.pools.workers.slots',
      'placement/undeclared environments/prod/placement.json#/slots/nodes~10',
      'placement/undeclared environments/prod/placement.json#/slots/nodes~11',
    ]);
  });
});

describe('a rule that lines violate together', () => {
  test('is the capacity of a host', () => {
    const hosts = [hostOf('h0', { cores: 1, memory: Size.gibibytes(4) }), hostOf('h1')];
    expect(checkPlacement(fleetOf({ hosts }), two)).toEqual([
      expect.objectContaining({
        rule: 'placement/room',
        path: 'environments.prod.hypervisors.h0',
        value: 'promised 2 of 1 virtual CPUs and 8Gi of 4Gi of memory, to nodes/0',
      }),
    ]);
  });

  // A slot takes two CPUs and 8 GiB.
  test.each([
    [{ cores: 2, memory: Size.gibibytes(4) }, 'promised 8Gi of 4Gi of memory, to nodes/0'],
    [{ cores: 1, memory: Size.gibibytes(8) }, 'promised 2 of 1 virtual CPUs, to nodes/0'],
    [{ cores: 2, memory: Size.gibibytes(8) }, undefined],
  ])('is not told of what is just enough: %j', (capacity, value) => {
    const hosts = [hostOf('h0', capacity), hostOf('h1')];
    expect(checkPlacement(fleetOf({ hosts }), two)[0]?.value).toBe(value);
  });

  test('is the spread that a pool requires', () => {
    const both = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h0' });
    expect(checkPlacement(fleetOf({ pools: [poolOf('nodes', 2, { spread: 'required' })] }), both)).toEqual([
      expect.objectContaining({
        rule: 'placement/spread',
        path: 'environments.prod.hypervisors.h0',
        value: 'running nodes/0, nodes/1',
      }),
    ]);
  });

  test('is the loss of a host that must be survived', () => {
    const pools = [poolOf('nodes', 2, { cpu: 5 })];
    expect(checkPlacement(fleetOf({ pools, survives: { hosts: 1 } }), two)).toEqual([
      expect.objectContaining({
        rule: 'placement/survives',
        path: 'environments.prod.survives.hosts',
        message: 'must hold: if any host is lost, what ran there fits on the others',
        value: 'violated: without h0, nodes/0 fits nowhere',
      }),
    ]);
    expect(checkPlacement(fleetOf({ hosts: likeHosts(3), pools, survives: { hosts: 1 } }), two)).toEqual([]);
    expect(checkPlacement(fleetOf({ hosts: likeHosts(3), pools, survives: { hosts: 2 } }), two)).toEqual([
      expect.objectContaining({
        rule: 'placement/survives',
        path: 'environments.prod.survives.hosts',
        message: 'must hold: if any 2 hosts are lost, what ran there fits on the others',
      }),
    ]);
  });
});
