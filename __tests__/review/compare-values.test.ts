import type { Json } from '../../core/json';
import { compareValues, renderPath } from '../../review/diff';

const words = (side: Json | undefined): string => (side === undefined ? 'nothing' : JSON.stringify(side));

/** `path: before → after` of what differs between two values. */
const told = (before: unknown, after: unknown): readonly string[] =>
  compareValues(before as Json, after as Json).map(
    ({ path, ...sides }) => `${renderPath(path)}: ${words(sides.before)} → ${words(sides.after)}`,
  );

test.each<[string, unknown, unknown, readonly string[]]>([
  ['a value', { a: 1, b: 2 }, { a: 1, b: 3 }, ['b: 2 → 3']],
  ['what comes and what goes', { a: 1 }, { b: 1 }, ['a: 1 → nothing', 'b: nothing → 1']],
  ['in the order of their paths', { b: 1, a: 1 }, { b: 2, a: 2 }, ['a: 1 → 2', 'b: 1 → 2']],
  ['null, which is nothing', { a: null, b: 1 }, { b: 1, c: null }, []],
  ['null that gets a value', { a: null }, { a: 1 }, ['a: nothing → 1']],
  ['a number or a switch as text', { a: 1, b: true }, { a: '1', b: 'true' }, []],
  ['no text', { a: '' }, { a: 'x' }, ['a: "" → "x"']],
  ['null in a list, which is no text', { a: [null, 1] }, { a: ['', 1] }, ['a[0]: null → ""']],
  ['a block and a value', { a: { b: 1 } }, { a: 1 }, ['a: {"b":1} → 1']],
  ['a value and a block', { a: 1 }, { a: { b: 1 } }, ['a: 1 → {"b":1}']],
  ['a list and a value', { a: [1] }, { a: 1 }, ['a: [1] → 1']],
  ['a value and a list', { a: 1 }, { a: [1] }, ['a: 1 → [1]']],
  ['a block in a list of one', { a: [{ b: 1 }] }, { a: { b: 2 } }, ['a.b: 1 → 2']],
  ['a block that becomes a list of one', { a: { b: 1 } }, { a: [{ b: 2 }] }, ['a.b: 1 → 2']],
  [
    'a block beside another',
    { a: { name: 'x' } },
    { a: [{ name: 'x' }, { name: 'y' }] },
    ['a[y]: nothing → {"name":"y"}'],
  ],
  [
    'a block that loses its other',
    { a: [{ name: 'x' }, { name: 'y' }] },
    { a: { name: 'x' } },
    ['a[y]: {"name":"y"} → nothing'],
  ],
  ['a block and a list of values', { a: { b: 1 } }, { a: [1, 2] }, ['a: {"b":1} → [1,2]']],
])('%s', (_, before, after, said) => {
  expect(told(before, after)).toEqual(said);
});

describe('quantities and times', () => {
  test.each<[string, string, string, boolean]>([
    ['requests', '1', '1000m', true],
    ['limits', '1Gi', '1024Mi', true],
    ['capacity', '1Gi', '1G', false],
    ['requests', 'a', 'b', false],
    ['labels', '1', '1000m', false],
    ['timeouts', '60s', '1m', true],
    ['timeouts', '60s', '2m', false],
    ['timeouts', 'soon', 'later', false],
    ['labels', '60s', '1m', false],
  ])('below %s, %s is %s: %s', (key, before, after, isSame) => {
    expect(told({ [key]: { cpu: before } }, { [key]: { cpu: after } }).length === 0).toBe(isSame);
  });

  test.each(['size_limit', 'divisor'])('in %s itself', (key) => {
    expect(told({ [key]: '1Gi' }, { [key]: '1024Mi' })).toEqual([]);
  });
});

describe('lists', () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ['of values differ by place', { a: ['x', 'y'] }, { a: ['x', 'z'] }, ['a[1]: "y" → "z"']],
    [
      'of other values differ in each place',
      { a: ['x', 'y'] },
      { a: ['v', 'w'] },
      ['a[0]: "x" → "v"', 'a[1]: "y" → "w"'],
    ],
    [
      'of values in another order differ once',
      { a: ['x', 'y'] },
      { a: ['y', 'x'] },
      ['a: ["x","y"] → ["y","x"]'],
    ],
    [
      'of values differ as a whole where they are longer',
      { a: ['x'] },
      { a: ['x', 'y'] },
      ['a: ["x"] → ["x","y"]'],
    ],
    ['of sets have no order', { verbs: ['get', 'list'] }, { verbs: ['list', 'get'] }, []],
    [
      'of sets differ by what is in them',
      { verbs: ['get', 'list'] },
      { verbs: ['list', 'watch'] },
      ['verbs[]: "get" → nothing', 'verbs[]: nothing → "watch"'],
    ],
    [
      'of things with a name have no order',
      { a: [{ name: 'x' }, { name: 'y' }] },
      { a: [{ name: 'y' }, { name: 'x' }] },
      [],
    ],
    [
      'of things with a name differ by it',
      {
        a: [
          { name: 'x', v: 1 },
          { name: 'y', v: 1 },
        ],
      },
      { a: [{ name: 'y', v: 2 }] },
      ['a[x]: {"name":"x","v":1} → nothing', 'a[y].v: 1 → 2'],
    ],
    [
      'in which a name is there twice differ by place',
      {
        a: [
          { name: 'x', v: 1 },
          { name: 'x', v: 2 },
        ],
      },
      {
        a: [
          { name: 'x', v: 1 },
          { name: 'x', v: 3 },
        ],
      },
      ['a[1].v: 2 → 3'],
    ],
    [
      'of things without a name are aligned',
      { a: [{ v: 1 }, { v: 2 }] },
      { a: [{ v: 0 }, { v: 1 }, { v: 2 }] },
      ['a[0]: nothing → {"v":0}'],
    ],
    [
      'of which one thing goes are aligned',
      { a: [{ v: 0 }, { v: 1 }, { v: 2 }] },
      { a: [{ v: 1 }, { v: 2 }] },
      ['a[0]: {"v":0} → nothing'],
    ],
    [
      'in which one thing changes and another comes are aligned',
      { a: [{ v: 0 }, { v: 1 }] },
      { a: [{ v: 5 }, { v: 1 }, { v: 2 }] },
      ['a[0].v: 0 → 5', 'a[2]: nothing → {"v":2}'],
    ],
  ])('%s', (_, before, after, said) => {
    expect(told(before, after)).toEqual(said);
  });

  test.each<[string, unknown, unknown, readonly string[]]>([
    ['container', [{ name: 'a', v: 1 }], [{ name: 'a', v: 2 }], ['container[a].v: 1 → 2']],
    ['port', [{ name: 'http', port: 80 }], [{ name: 'http', port: 81 }], ['port[http].port: 80 → 81']],
    [
      'port',
      [{ port: 80, protocol: 'TCP', v: 1 }],
      [{ port: 80, protocol: 'TCP', v: 2 }],
      ['port[80 TCP].v: 1 → 2'],
    ],
    [
      'volume_mount',
      [{ name: 'a', mount_path: '/a', v: 1 }],
      [{ name: 'a', mount_path: '/a', v: 2 }],
      ['volume_mount[/a].v: 1 → 2'],
    ],
    [
      'volume_claim_template',
      [{ metadata: { name: 'data' }, v: 1 }],
      [{ metadata: { name: 'data' }, v: 2 }],
      ['volume_claim_template[data].v: 1 → 2'],
    ],
    [
      'metric',
      [{ resource: { name: 'cpu' }, v: 1 }, { v: 3 }],
      [{ v: 3 }, { resource: { name: 'cpu' }, v: 2 }],
      ['metric[cpu].v: 1 → 2'],
    ],
    ['Statement', [{ Sid: 'a', v: 1 }, { v: 3 }], [{ v: 3 }, { Sid: 'a', v: 2 }], ['Statement[a].v: 1 → 2']],
    [
      'match_expressions',
      [{ key: 'a', operator: 'In', values: ['1'] }],
      [{ key: 'a', operator: 'In', values: ['2'] }],
      ['match_expressions[a In].values[0]: "1" → "2"'],
    ],
    [
      'disk',
      [{ interface: 'scsi0', size: 1 }],
      [{ interface: 'scsi0', size: 2 }],
      ['disk[scsi0].size: 1 → 2'],
    ],
    ['toleration', [{ key: 'a' }, { key: 'b' }], [{ key: 'b' }, { key: 'a' }], []],
  ])('of %s are told apart by what names each', (key, before, after, said) => {
    expect(told({ [key]: before }, { [key]: after })).toEqual(said);
  });

  test.each<[string, string, readonly string[]]>([
    ['refer to each other', '$(A)', ['env.order: ["A","B"] → ["B","A"]']],
    ['are escaped', '$$(A)', []],
    ['name nothing', '$(1)', []],
  ])('of variables have an order where they %s', (_, value, said) => {
    const [one, other] = [
      { name: 'A', value: '1' },
      { name: 'B', value },
    ];
    expect(told({ env: [one, other] }, { env: [other, one] })).toEqual(said);
    expect(told({ env: [one, other] }, { env: [one, other] })).toEqual([]);
    // Where only one of them stays, there is no order.
    expect(told({ env: [one, other] }, { env: [other] })).toEqual([
      'env[A]: {"name":"A","value":"1"} → nothing',
    ]);
  });
});

describe('what differs inside a text', () => {
  const inside = (before: string, after: string) => compareValues({ a: before }, { a: after })[0]?.inside;

  test('is told by its values where both are JSON, or both YAML', () => {
    expect(inside('{"x":1}', '{"x":2}')).toMatchObject({
      ...{ kind: 'structured', language: 'JSON' },
      differences: [{ path: ['x'], before: 1, after: 2 }],
    });
    expect(inside('x: 1\ny: 2\n', 'x: 1\ny: 3\n')).toMatchObject({
      ...{ kind: 'structured', language: 'YAML' },
      differences: [{ path: ['y'], before: 2, after: 3 }],
    });
    expect(inside('{"x":1}', '{ "x": 1 }')).toMatchObject({ kind: 'structured', differences: [] });
  });

  test('is told by lines where they are of two languages, or of none', () => {
    expect(inside('{"x":1}', 'x: 1\ny: 2\n')).toMatchObject({ kind: 'lines' });
    expect(inside('one\n\ttwo: [\n', 'one\n\tthree: [\n')).toEqual({
      kind: 'lines',
      lines: [
        { change: 'removed', number: 2, text: '\ttwo: [' },
        { change: 'added', number: 2, text: '\tthree: [' },
      ],
    });
  });

  test('is nothing where one of them is a plain value', () => {
    expect(inside('one', 'two')).toBeUndefined();
    expect(inside('one', '{"x":1}')).toBeUndefined();
    expect(inside('{"x":1}', 'one')).toBeUndefined();
    expect(inside('one\n', 'two\n')).toBeUndefined();
  });
});
