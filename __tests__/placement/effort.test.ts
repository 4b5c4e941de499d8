import { Size } from '../../constructs/quantities';
import { checkPlacement, type Fleet, type FleetPool, leastHosts, place } from '../../placement';
import { fleetOf, hostOf, likeHosts, placed, placementOf, poolOf, USUAL_CHECKS } from './support';

type Shape = readonly [cpu: number, gibibytes: number];
type Slots = readonly [count: number, cpu: number, gibibytes: number, spread?: FleetPool['spread']];

/** So many hosts of these shapes in turn, and these pools. */
function fleetWith(
  count: number,
  shapes: readonly Shape[],
  pools: readonly Slots[],
  lost: number | undefined,
): Fleet {
  return fleetOf({
    hosts: Array.from({ length: count }, (_, index) => {
      const [cores, gibibytes] = shapes[index % shapes.length] ?? [1, 1];
      return hostOf(`h${index}`, { cores, memory: Size.gibibytes(gibibytes) });
    }),
    pools: pools.map(([slots, cpu, gibibytes, spread], index) =>
      poolOf(`pool${index}`, slots, { cpu, memory: Size.gibibytes(gibibytes), spread }),
    ),
    ...(lost === undefined ? {} : { survives: { hosts: lost } }),
  });
}

function outcomeOf(fleet: Fleet, checks: number): 'fits' | 'impossible' | 'gave up' {
  const { placement, findings } = place(fleet, undefined, { effort: checks / USUAL_CHECKS });
  if (placement === undefined)
    return JSON.stringify(findings).includes('The search stopped at its limit') ? 'gave up' : 'impossible';
  expect(checkPlacement(fleet, placement)).toEqual([]);
  return 'fits';
}

// What is decided by trying, in hosts of which the sum is enough. The work is counted, not timed: it is the same on every machine. Without
// what keeps the search from trying the same twice, each takes many times as much.
describe.each<
  [
    outcome: string,
    checks: number,
    hosts: number,
    shapes: readonly Shape[],
    pools: readonly Slots[],
    lost?: number,
  ]
>([
  [
    'impossible',
    500,
    7,
    [[10, 100]],
    [
      [6, 6, 1],
      [4, 5, 1],
    ],
  ],
  [
    'impossible',
    1_100,
    4,
    [[11, 13]],
    [
      [4, 6, 4],
      [6, 2, 6],
    ],
  ],
  [
    'impossible',
    1_300,
    6,
    [[10, 10]],
    [
      [3, 5, 4],
      [2, 5, 3, 'required'],
      [6, 3, 7],
    ],
  ],
  [
    'impossible',
    1_500,
    6,
    [
      [10, 11],
      [10, 12],
    ],
    [
      [6, 7, 4],
      [4, 4, 2],
    ],
  ],
  [
    'impossible',
    2_200,
    7,
    [[8, 12]],
    [
      [3, 5, 6],
      [5, 6, 2],
    ],
    1,
  ],
  [
    'impossible',
    2_800,
    7,
    [
      [8, 9],
      [8, 8],
    ],
    [
      [5, 5, 6],
      [5, 6, 2],
    ],
  ],
  [
    'impossible',
    6_800,
    6,
    [
      [12, 8],
      [9, 12],
    ],
    [
      [5, 6, 3],
      [4, 3, 2],
      [3, 7, 2, 'required'],
    ],
  ],
  [
    'impossible',
    17_500,
    7,
    [
      [9, 8],
      [13, 9],
    ],
    [
      [4, 3, 4, 'required'],
      [6, 3, 5, 'required'],
    ],
    1,
  ],
  [
    'impossible',
    22_000,
    4,
    [
      [10, 13],
      [12, 12],
    ],
    [
      [2, 4, 6],
      [3, 4, 6],
      [5, 3, 4],
    ],
  ],
  [
    'impossible',
    35_000,
    6,
    [
      [9, 12],
      [13, 12],
    ],
    [
      [3, 6, 3],
      [4, 3, 6],
      [3, 7, 7],
    ],
    1,
  ],
  [
    'fits',
    900,
    5,
    [
      [9, 10],
      [10, 11],
    ],
    [
      [2, 4, 7],
      [2, 3, 7],
    ],
    1,
  ],
  [
    'fits',
    1_250,
    7,
    [[8, 9]],
    [
      [6, 4, 3],
      [2, 2, 6, 'required'],
    ],
    1,
  ],
  [
    'fits',
    2_000,
    8,
    [[13, 11]],
    [
      [5, 4, 2],
      [4, 4, 4, 'required'],
      [2, 3, 7],
    ],
    1,
  ],
  [
    'fits',
    2_500,
    8,
    [
      [8, 8],
      [13, 12],
    ],
    [
      [5, 7, 7],
      [5, 5, 4],
    ],
    1,
  ],
  [
    'fits',
    7_200,
    7,
    [
      [9, 12],
      [11, 12],
    ],
    [
      [3, 4, 6],
      [2, 5, 6],
      [4, 6, 4, 'required'],
    ],
    1,
  ],
  [
    'fits',
    14_500,
    6,
    [
      [9, 11],
      [11, 9],
    ],
    [
      [2, 5, 4],
      [2, 2, 6, 'required'],
      [5, 5, 3, 'required'],
    ],
    1,
  ],
])('a fleet that %s', (outcome, checks, hosts, shapes, pools, lost) => {
  const fleet = fleetWith(hosts, shapes, pools, lost);

  test(`is decided within ${checks} checks: ${JSON.stringify([hosts, shapes, pools, lost ?? 0])}`, () => {
    expect(outcomeOf(fleet, checks)).toBe(outcome);
  });

  test('is not decided by a few', () => {
    expect(outcomeOf(fleet, checks / 5)).toBe('gave up');
  });
});

describe('how many sets of hosts may be lost', () => {
  const refused = (hosts: number, lost: number) => {
    const fleet = fleetOf({
      hosts: likeHosts(hosts),
      pools: [poolOf('nodes', 1)],
      survives: { hosts: lost },
    });
    return place(fleet).findings.find(({ rule }) => rule === 'placement/survives')?.value;
  };

  test.each([
    [50, 5, '5 of 50 hosts, 2118760 sets'],
    [101, 2, '2 of 101 hosts, 5050 sets'],
    [20, 14, '14 of 20 hosts, 38760 sets'],
    [33, 3, '3 of 33 hosts, 5456 sets'],
  ])('%d hosts, of which %d may be lost: too many to prove', (hosts, lost, value) => {
    expect(refused(hosts, lost)).toBe(value);
  });

  test.each([
    [5, 5],
    [6, 5],
    [12, 4],
    [1, 2],
  ])('%d hosts, of which %d may be lost: few enough to prove', (hosts, lost) => {
    expect(refused(hosts, lost)).toBeUndefined();
  });
});

type Case = readonly [hosts: readonly Shape[], pools: readonly Slots[], lost: number | undefined];
const made = ([hosts, pools, lost]: Case) => fleetWith(hosts.length, hosts, pools, lost);

describe('what counting proves takes no search', () => {
  const two = [
    [8, 8],
    [8, 8],
  ] as const;
  const unequal = [
    [4, 4],
    [8, 8],
  ] as const;

  test.each<[string, Case]>([
    ['too few CPUs', [two, [[17, 1, 0.25]], undefined]],
    ['too little memory', [[[99, 8]], [[9, 1, 1]], undefined]],
    ['slots of more than half a host', [two, [[3, 5, 1]], undefined]],
    ['slots of more than half its memory', [two, [[3, 1, 5]], undefined]],
    [
      'slots of two pools that are each more than half a host',
      [
        two,
        [
          [1, 5, 1],
          [2, 6, 1],
        ],
        undefined,
      ],
    ],
    ['slots that stand alone, of which there are more than hosts', [two, [[3, 1, 1, 'required']], undefined]],
    ['the only host, where one may be lost', [[[8, 8]], [[1, 1, 1]], 1]],
    ['what the smaller host cannot hold, where one may be lost', [unequal, [[5, 1, 0.25]], 1]],
  ])('%s', (_, fleet) => {
    expect(outcomeOf(made(fleet), 0)).toBe('impossible');
  });
});

describe('the least number of hosts', () => {
  const mixed = [
    [4, 40],
    [16, 16],
    [8, 80],
  ] as const;

  test.each<[string, number | undefined, Case]>([
    ['takes those with the most CPUs first', 1, [mixed, [[8, 2, 1]], undefined]],
    ['takes one more where that is full', 2, [mixed, [[9, 2, 1]], undefined]],
    ['takes those with the most memory first', 1, [mixed, [[2, 1, 40]], undefined]],
    ['takes one more where its memory is full', 2, [mixed, [[3, 1, 40]], undefined]],
    ['takes what stands by from the best of them', 3, [mixed, [[5, 2, 1]], 1]],
    ['is nothing for nothing, whatever stands by', 0, [mixed, [], 1]],
    ['is undefined where the rest is not enough', undefined, [mixed, [[7, 2, 1]], 1]],
    [
      'knows that each slot is on one host',
      2,
      [
        [
          [16, 16],
          [16, 16],
        ],
        [[2, 9, 1]],
        undefined,
      ],
    ],
    ['knows that slots of a pool may not meet', 3, [mixed, [[3, 1, 1, 'required']], undefined]],
    [
      'knows that pools may meet whose own slots may not',
      2,
      [
        mixed,
        [
          [2, 1, 1, 'required'],
          [1, 1, 1, 'required'],
        ],
        undefined,
      ],
    ],
    [
      'knows that a host too small for a slot takes none',
      undefined,
      [mixed, [[3, 5, 1, 'required']], undefined],
    ],
    [
      'counts among the slots of a pool those that are larger',
      2,
      [
        [
          [10, 40],
          [10, 40],
        ],
        [
          [1, 4, 1],
          [2, 3, 20],
        ],
        undefined,
      ],
    ],
  ])('%s', (_, least, fleet) => {
    expect(leastHosts(made(fleet))).toBe(least);
  });
});

describe('without the effort to search, what fits on its host stays there, the largest first', () => {
  /** What moves off the first of three hosts, which is smaller now, and whether it is proven that fewer moves are not enough. */
  const moved = (cores: number, pools: readonly FleetPool[], effort: number) => {
    const hosts = [hostOf('h0', { cores }), hostOf('h1'), hostOf('h2')];
    const fleet = fleetOf({ hosts, pools: [...pools, poolOf('elsewhere', 1)] });
    const lines = pools.flatMap(({ name, slots }) => slots.map(({ key }) => [`${name}/${key}`, 'h0']));
    const kept = placementOf({ ...Object.fromEntries(lines), 'elsewhere/0': 'h2' });
    const { changes, isMinimal } = placed(fleet, kept, { effort });
    return { moved: changes.flatMap(({ kind, slot }) => (kind === 'kept' ? [] : [slot])), isMinimal };
  };
  const large = poolOf('large', 1, { cpu: 5 });
  const small = poolOf('small', 3, { cpu: 1, memory: Size.gibibytes(1) });

  test('which may move more than the fewest', () => {
    expect(moved(6, [large, small], 0)).toEqual({ moved: ['small/1', 'small/2'], isMinimal: false });
    expect(moved(6, [large, small], 1)).toEqual({ moved: ['large/0'], isMinimal: true });
  });

  test('and is proven to be the fewest where counting says so', () => {
    const like = [poolOf('like', 4, { cpu: 2 })];
    const last = { moved: ['like/2', 'like/3'], isMinimal: true };
    expect(moved(5, like, 0)).toEqual(last);
    // As the search has it, for which the highest index goes first.
    expect(moved(5, like, 1)).toEqual(last);
  });

  test('and where that leaves no host for another, nothing is proven', () => {
    // Two of six and one of four would fit if all could move.
    const fleet = fleetOf({
      hosts: [hostOf('h0', { cores: 10 }), hostOf('h1', { cores: 6 })],
      pools: [poolOf('six', 2, { cpu: 6 }), poolOf('four', 1, { cpu: 4 })],
    });
    const kept = placementOf({ 'six/0': 'h0', 'six/1': 'h0', 'four/0': 'h1' });
    const [finding] = place(fleet, kept, { effort: 0 }).findings;
    expect(finding?.advice).toContain('The search stopped at its limit');
    const [other] = place(fleet, kept, { effort: 3 / USUAL_CHECKS }).findings;
    expect(other?.advice).toContain('The search stopped at its limit of 3 checks');
    expect(other?.advice).toContain(`--effort ${(3 / USUAL_CHECKS) * 10}`);
    expect(place(fleet, kept).placement?.slots).toEqual({ 'six/0': 'h0', 'six/1': 'h1', 'four/0': 'h0' });
  });
});
