import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { recordSchema } from '../../../core/record';
import { parsePlacement, placementSchema, renderPlacement } from '../../../placement';
import { parseRelease, type Release, releaseSchema, renderRelease } from '../../../promotion';
import { digestOf, eventOf, recordOf, releaseOf } from '../../promotion/support';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const RELEASE = renderRelease(
  releaseOf({
    $schema: '../../../schemas/release.schema.json',
    note: 'a remark',
    selected: digestOf('three'),
    records: [recordOf('one', 0, { sample: true }), recordOf('two', 1), recordOf('three', 2)],
    history: [
      eventOf('selected', 'one', 10),
      eventOf('verified', 'one', 15),
      eventOf('selected', 'two', 20, { overrides: ['soak', 'freeze'], reason: 'orders are lost' }),
      eventOf('restored', 'one', 30, { overrides: ['freeze'] }),
      eventOf('rejected', 'two', 40),
      eventOf('selected', 'three', 50, { overrides: ['hold'], reason: 'the fix' }),
    ],
  } satisfies Partial<Release>),
);

const IMAGE = `sha256:${'a'.repeat(64)}`;
const PLACEMENT = renderPlacement({
  $schema: '../../schemas/placement.schema.json',
  environment: 'prod',
  images: { [IMAGE]: { name: 'debian-12', source: 'https://example.com/debian', architecture: 'amd64' } },
  slots: { 'nodes/0': 'a', 'nodes/db': 'b' },
  pins: { 'nodes/0': IMAGE },
  removed: { 'nodes/1': 'b' },
});

/** Values that are right in one place or another, or nearly so. */
const VALUES: readonly Json[] = [
  ...[null, true, false, 0, 1, '', ' ', 'a', 'A', 'a/b', 'a/b/c/d', 'amd64', 'nodes/0', 'nodes/00', 'nodes'],
  ...['selected', 'verified', 'restored', 'rejected', 'deployed', 'soak', 'hold', 'x'.repeat(64)],
  ...['2026-02-28T23:59:59Z', '2026-02-29T00:00:00Z', '2024-02-29T00:00:00Z', '2026-11-03T24:00:00Z'],
  ...['2026-11-03T09:00:00.5Z', '2026-11-03T09:00:00+01:00', '2026-11-03', '0000-01-01T00:00:00Z'],
  ...[IMAGE, IMAGE.toUpperCase(), `sha512:${'0'.repeat(128)}`, 'a'.repeat(40), 'a'.repeat(64), '/images/a'],
  ...['https://example.com/a', 'https://ada@example.com/a', 'ftp://example.com/a', 'https://example.com'],
  ...[[], {}, ['soak'], ['soak', 'soak'], ['hold', 'verified'], ['a/b'], ['a/b', 'a/b'], { 'nodes/0': 'a' }],
];
const KEYS = ['note', 'pins', 'images', 'reason', 'overrides', 'sample', 'event', 'extra', 'nodes/2', IMAGE];

/** One change of a document: where, by what, and whether it puts, adds or takes something. */
const change = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('put', 'add', 'remove'),
  value: fc.constantFrom(...VALUES),
  key: fc.constantFrom(...KEYS),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(document: Json, { at, kind, value, key }: Change): Json {
  const copy = structuredClone(document);
  const spots = spotsIn(copy);
  const spot = spots[at % spots.length];
  if (spot === undefined) return value;
  const [holder, name] = spot;
  const holding = holder as Record<string, Json>;
  if (kind === 'put') holding[name] = value;
  else if (kind === 'add')
    (Array.isArray(holder) ? holder : { push: (it: Json) => (holding[key] = it) }).push(value);
  else if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else Reflect.deleteProperty(holder, name);
  return copy;
}

/** Every key and every position in a document, with what holds it. */
function spotsIn(value: Json): readonly (readonly [object, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[value, name] as const, ...spotsIn(inner)]);
}

describe.each([
  [
    'release',
    RELEASE,
    releaseSchema(),
    (text: string) => parseRelease(text, 'environments/dev/releases/api.json'),
  ],
  [
    'placement',
    PLACEMENT,
    placementSchema(),
    (text: string) => parsePlacement(text, 'environments/prod/placement.json'),
  ],
] as const)('the published schema of a %s file', (kind, text, schema, parse) => {
  const published = JSON.parse(
    readFileSync(join(__dirname, '../../../schemas', `${kind}.schema.json`), 'utf8'),
  ) as object;
  // The patterns say it all: an editor that ignores formats refuses the same.
  const accepts = new Ajv({ validateFormats: false, allowUnionTypes: true }).compile(published);
  const isFormed = (document: Json) =>
    !parse(JSON.stringify(document)).findings.some(({ rule }) => rule === `${kind}/form`);

  test('is what `npm run schemas` writes', () => {
    expect(published).toEqual(schema);
  });

  test('accepts and refuses what Slipway does', () => {
    const document = JSON.parse(text) as Json;
    expect(parse(text).findings).toEqual([]);
    expect(accepts(document)).toBe(true);
    const count = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const other = changes.reduce(changed, document);
        const accepted = accepts(other);
        expect(isFormed(other)).toBe(accepted);
        count[accepted ? 'accepted' : 'refused'] += 1;
      }),
      { numRuns: 1_000 },
    );
    // Of a thousand, some sixty are accepted.
    expect(Math.min(...Object.values(count))).toBeGreaterThan(10);
  });

  test.each(['', '"environment": "dev",'])(
    'refuses a top-level key that would set the prototype',
    (before) => {
      expect(parse(`{${before} "__proto__": {}}`).findings).not.toEqual([]);
    },
  );
});

test('the published schema of a record is what `npm run schemas` writes', () => {
  expect(JSON.parse(readFileSync(join(__dirname, '../../../schemas/slipway.schema.json'), 'utf8'))).toEqual(
    recordSchema(),
  );
});

test('a slot cannot have a name that would set the prototype', () => {
  const text = PLACEMENT.replace('"nodes/db"', '"__proto__"');
  expect(parsePlacement(text, 'environments/prod/placement.json').findings).toEqual([
    expect.objectContaining({ rule: 'placement/json' }),
  ]);
});
