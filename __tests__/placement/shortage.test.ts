import fc from 'fast-check';
import { Size } from '../../constructs/quantities';
import { type Fleet, type FleetHost, place } from '../../placement';
import { situations } from './small-fleets';
import { likeHosts, fleetOf, hostOf, placementOf, poolOf, refused } from './support';

const one = [hostOf('a')];

describe('a shortage names the slot, the closest host, what is missing there, and what would help', () => {
  test('CPU: more of it, one more host, or more overcommit', () => {
    expect(
      refused(fleetOf({ hosts: [hostOf('a'), hostOf('b', { cores: 7 })], pools: [poolOf('nodes', 8)] })),
    ).toEqual([
      {
        rule: 'placement/shortage',
        severity: 'error',
        path: 'environments.prod.pools.nodes.slots.7',
        message: 'must fit on a host',
        value: 'unplaced: b comes closest, 1 virtual CPU short',
        advice:
          'Any one of these would do: 1 core more on b; one more host of 2 cores and 8Gi; overcommit.cpu 1.2.',
      },
    ]);
  });

  test('memory: which can never be overcommitted further', () => {
    const [finding] = refused(
      fleetOf({ hosts: [hostOf('a', { memory: Size.gibibytes(30) })], pools: [poolOf('nodes', 4)] }),
    );
    expect(finding).toMatchObject({
      value: 'unplaced: a comes closest, 2Gi of memory short',
      advice: 'Any one of these would do: 2Gi more on a; one more host of 2 cores and 8Gi.',
    });
  });

  test('both, with the overcommit counted in the hardware that would help', () => {
    const [finding] = refused(
      fleetOf({
        hosts: [hostOf('a', { cores: 3, memory: Size.gibibytes(30) })],
        overcommit: { cpu: 2 },
        pools: [poolOf('nodes', 4)],
      }),
    );
    expect(finding).toMatchObject({
      value: 'unplaced: a comes closest, 2 virtual CPUs and 2Gi of memory short',
      advice: 'Any one of these would do: 1 core and 2Gi more on a; one more host of 1 core and 8Gi.',
    });
  });

  test('the host that lacks the smaller part of what the slot takes comes closest', () => {
    const hosts = [hostOf('a', { cores: 3 }), hostOf('b', { memory: Size.gibibytes(4) })];
    const [finding] = refused(fleetOf({ hosts, pools: [poolOf('nodes', 1, { cpu: 4 })] }));
    expect(finding?.value).toBe('unplaced: a comes closest, 1 virtual CPU short');
  });

  test('five other slots by name, and of more how many', () => {
    const value = (slots: number) =>
      refused(fleetOf({ hosts: one, pools: [poolOf('nodes', slots)] }))[0]?.value;
    expect(value(10)).toMatch(/; also unplaced: nodes\/5, nodes\/6, nodes\/7, nodes\/8, nodes\/9$/);
    expect(value(11)).toMatch(
      /; also unplaced: nodes\/5, nodes\/6, nodes\/7, nodes\/8, nodes\/9 and 1 more$/,
    );
  });

  test('anti-affinity', () => {
    const pools = [poolOf('database', 2, { spread: 'required' })];
    expect(refused(fleetOf({ hosts: one, pools }))).toEqual([
      expect.objectContaining({
        path: 'environments.prod.pools.database.slots.1',
        value: "unplaced: a comes closest, running a slot of its pool already, whose spread is 'required'",
        advice:
          "Any one of these would do: one more host of 2 cores and 8Gi; spread 'preferred' for database.",
      }),
    ]);
  });

  test('the loss of a host', () => {
    const [finding] = refused(fleetOf({ pools: [poolOf('nodes', 5)], survives: { hosts: 1 } }));
    expect(finding).toMatchObject({
      path: 'environments.prod.pools.nodes.slots.4',
      value: 'unplaced: h0 comes closest, with room for it, but without h0, nodes/4 fits nowhere',
      advice: 'Any one of these would do: one more host of 2 cores and 8Gi; survives.hosts 0.',
    });
  });

  test('anti-affinity once a host is lost', () => {
    const hosts = [hostOf('a', { cores: 10 }), hostOf('b', { cores: 12 }), hostOf('c', { cores: 9 })];
    const small = { memory: Size.gibibytes(1) };
    const pools = (slots: number) => [
      poolOf('large', 1, { cpu: 7, ...small }),
      poolOf('other', 1, { cpu: 6, ...small }),
      poolOf('pair', slots, { cpu: 3, ...small, spread: 'required' }),
    ];
    const kept = placementOf({ 'large/0': 'a', 'other/0': 'b', 'pair/0': 'a' });
    const fleet = (slots: number) => fleetOf({ hosts, pools: pools(slots), survives: { hosts: 1 } });
    expect(place(fleet(1), kept).findings).toEqual([]);
    expect(refused(fleet(2), kept)).toEqual([
      expect.objectContaining({
        path: 'environments.prod.pools.pair.slots.1',
        value: 'unplaced: b comes closest, with room for it, but without a, large/0 fits nowhere',
      }),
    ]);
  });

  test('room that only a move would create', () => {
    const kept = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1' });
    const pools = [poolOf('nodes', 2), poolOf('large', 1, { cpu: 8, memory: Size.gibibytes(16) })];
    const [finding] = refused(fleetOf({ pools }), kept);
    expect(finding?.advice).toContain('let nodes/0 move (`--may-move`); 2 cores more on h0');
  });

  test('hosts, if the fleet has no host', () => {
    const [finding] = refused(fleetOf({ hosts: [] }));
    expect(finding).toMatchObject({
      value: 'unplaced: there is no host for it; also unplaced: nodes/1',
      advice: 'No single change would do: declare fewer or smaller machines, or add hosts.',
    });
  });

  test('several hosts, if one is not enough', () => {
    const [finding] = refused(fleetOf({ hosts: one, pools: [poolOf('nodes', 14)] }));
    expect(finding).toMatchObject({
      path: 'environments.prod.pools.nodes.slots.4',
      value: expect.stringContaining(
        '; also unplaced: nodes/5, nodes/6, nodes/7, nodes/8, nodes/9 and 4 more',
      ),
    });
    expect(refused(fleetOf({ hosts: likeHosts(3), pools: [poolOf('nodes', 24)] }))[0]?.advice).toBe(
      'This would do: 3 more hosts like h0.',
    );
    const unlike = [hostOf('a', { cores: 2 }), hostOf('b'), hostOf('c', { memory: Size.gibibytes(8) })];
    expect(refused(fleetOf({ hosts: unlike, pools: [poolOf('nodes', 14)] }))[0]?.advice).toContain(
      'more hosts like b',
    );
  });

  test('reported once for each pool', () => {
    const findings = refused(fleetOf({ hosts: one, pools: [poolOf('a', 4), poolOf('b', 4)] }));
    expect(findings.map(({ path }) => path)).toEqual(['environments.prod.pools.b.slots.0']);
    const more = refused(fleetOf({ hosts: one, pools: [poolOf('a', 5), poolOf('b', 4)] }));
    expect(more.map(({ path }) => path)).toEqual([
      'environments.prod.pools.a.slots.4',
      'environments.prod.pools.b.slots.0',
    ]);
  });
});

describe('overcommit of CPU is proposed in tenths, up to four times what it is', () => {
  const adviceFor = (cores: number, slots: number) =>
    refused(
      fleetOf({
        hosts: [hostOf('a', { cores, memory: Size.gibibytes(100) })],
        pools: [poolOf('nodes', slots, { cpu: 1, memory: Size.gibibytes(1) })],
      }),
    )[0]?.advice;

  test.each([
    [10, 11, 'overcommit.cpu 1.1.'],
    [3, 12, 'overcommit.cpu 4.'],
  ])('%d cores for %d virtual CPUs', (cores, slots, advice) => {
    expect(adviceFor(cores, slots)).toContain(advice);
  });

  test('and no further', () => {
    expect(adviceFor(3, 13)).not.toContain('overcommit');
  });
});

test('a host that would help is no larger than the largest one, in whole gibibytes', () => {
  const hosts = [
    hostOf('a', { memory: Size.mebibytes(30.5 * 1024) }),
    hostOf('b', { cores: 4, memory: Size.gibibytes(60) }),
  ];
  const adviceFor = (gibibytes: number) =>
    refused(
      fleetOf({
        hosts,
        pools: [
          poolOf('only-on-b', 1, { memory: Size.gibibytes(60) }),
          poolOf('only-on-a', 1, { memory: Size.gibibytes(30) }),
          poolOf('one-more', 1, { memory: Size.gibibytes(gibibytes) }),
        ],
      }),
    )[0]?.advice;
  expect(adviceFor(30)).toContain('one more host of 2 cores and 30Gi');
  expect(adviceFor(31)).not.toContain('one more host of');
});

test.each([
  [-1, 'must be a whole number of at least 0'],
  [0.5, 'must be a whole number of at least 0'],
  [5, 'must give at most 5000 sets of lost hosts, because each is proven by itself'],
])('survives.hosts %p is refused', (hosts, message) => {
  expect(refused(fleetOf({ hosts: likeHosts(50), survives: { hosts } }))).toEqual([
    expect.objectContaining({
      rule: 'placement/survives',
      path: 'environments.prod.survives.hosts',
      message,
    }),
  ]);
});

describe('the suggested hardware is enough', () => {
  const grown = (host: FleetHost, cores: number, gibibytes: number): FleetHost => ({
    ...host,
    cores: host.cores + cores,
    memory: host.memory.plus(Size.gibibytes(gibibytes)),
  });
  const none = hostOf('new', { cores: 0, memory: Size.bytes(0) });

  /** The fleet after a piece of advice was taken, and the fleets after a little less; undefined for other advice. */
  function taken(
    fleet: Fleet,
    advice: string,
  ): { readonly all: Fleet; readonly less: readonly Fleet[] } | undefined {
    const cores = Number(/(\d+) cores?/.exec(advice)?.[1] ?? 0);
    const gibibytes = Number(/(\d+)Gi/.exec(advice)?.[1] ?? 0);
    const lesser = [
      ...(cores > 0 ? [[cores - 1, gibibytes] as const] : []),
      ...(gibibytes > 0 ? [[cores, gibibytes - 1] as const] : []),
    ];
    const withHost = (amounts: readonly [number, number]): Fleet => {
      const name = / more on (\w+)/.exec(advice)?.[1];
      const hosts =
        name === undefined
          ? [...fleet.hosts, grown(none, ...amounts)]
          : fleet.hosts.map((host) => (host.name === name ? grown(host, ...amounts) : host));
      return { ...fleet, hosts };
    };
    if (/ more on |^one more host of/.test(advice))
      return { all: withHost([cores, gibibytes]), less: lesser.map(withHost) };
    const ratio = /^overcommit\.cpu (.*)$/.exec(advice)?.[1];
    if (ratio === undefined) return undefined;
    const withRatio = (cpu: number) => ({ ...fleet, overcommit: { ...fleet.overcommit, cpu } });
    return { all: withRatio(Number(ratio)), less: [withRatio(Math.round(Number(ratio) * 10 - 1) / 10)] };
  }

  test('and a little less is not', () => {
    let seen = 0;
    fc.assert(
      fc.property(situations, ({ fleet, kept }) => {
        const { findings } = place(fleet, kept);
        const [, list = ''] = /would do: (.*?)\.(?: |$)(?=Or|$)/.exec(findings[0]?.advice ?? '') ?? [];
        for (const advice of list.split('; ')) {
          const result = taken(fleet, advice);
          if (result === undefined) continue;
          seen += 1;
          expect([advice, place(result.all, kept).placement === undefined]).toEqual([advice, false]);
          for (const less of result.less)
            expect([advice, place(less, kept).placement]).toEqual([advice, undefined]);
        }
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(20);
  });
});
