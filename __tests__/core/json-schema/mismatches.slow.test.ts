import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv';
import fc from 'fast-check';
import type { Json } from '../../../core/json';
import { type JsonSchema, mismatches } from '../../../core/json-schema';

const FILE = join(__dirname, '../../../schemas/cloud-init/cloud-config.json.gz');
const CLOUD_CONFIG = JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as Required<
  Pick<JsonSchema, 'definitions' | 'properties'>
>;
const ajv = new Ajv({ strict: false });

test.each<[what: string, value: Json, schema: JsonSchema, found: object[]]>([
  ['another type', 5, { type: 'string' }, [{ at: [], message: 'must be text' }]],
  [
    'several types',
    5,
    { type: ['string', 'boolean', 'null'] },
    [{ at: [], message: 'must be text, true or false or null' }],
  ],
  [
    'no value of a list',
    'x',
    { enum: ['on', 'off', true] },
    [{ at: [], message: 'must be on, off or true' }],
  ],
  [
    'a key that is misspelt',
    { moed: 'on' },
    { properties: { mode: {} }, additionalProperties: false },
    [{ at: ['moed'], message: 'must be a known key', nearest: 'mode' }],
  ],
  ['a key that is missing', {}, { required: ['url'] }, [{ at: [], message: 'must have the key url' }]],
  [
    'an entry twice',
    ['a', 'a'],
    { uniqueItems: true, maxItems: 1 },
    [
      { at: [], message: 'must have at most 1 entry' },
      { at: [], message: 'must have no entry twice' },
    ],
  ],
  [
    'none of several forms',
    5,
    { oneOf: [{ type: 'string' }, { type: 'array' }, { type: 'null' }] },
    [{ at: [], message: 'must be text, or a list, or null' }],
  ],
  [
    'nearly one of several forms, of which that one is told',
    ['a', 5],
    { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    [{ at: [1], message: 'must be text' }],
  ],
  [
    'two forms at once',
    1,
    { oneOf: [{ type: 'number' }, { type: 'integer' }] },
    [{ at: [], message: 'must have one form of 2, not several at once' }],
  ],
  [
    'a reference',
    { a: 'x' },
    { definitions: { whole: { type: 'integer' } }, additionalProperties: { $ref: '#/definitions/whole' } },
    [{ at: ['a'], message: 'must be a whole number' }],
  ],
])('%s', (_what, value, schema, found) => {
  expect(mismatches(value, schema)).toEqual(found);
});

/** What a schema allows, more or less: whatever is near its border. */
function near(schema: JsonSchema, depth: number): fc.Arbitrary<Json> {
  const { $ref, enum: allowed, oneOf, anyOf, allOf, items } = schema;
  if ($ref !== undefined)
    return near(CLOUD_CONFIG.definitions[$ref.replace('#/definitions/', '')] ?? {}, depth);
  const own: fc.Arbitrary<Json>[] = [];
  if (allowed !== undefined) own.push(fc.constantFrom(...allowed));
  if (depth > 0) {
    for (const each of [...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])])
      own.push(near({ ...schema, oneOf: undefined, anyOf: undefined, allOf: undefined, ...each }, depth - 1));
    if (items !== undefined)
      own.push(
        fc.array(near((Array.isArray(items) ? items[0] : items) as JsonSchema, depth - 1), { maxLength: 3 }),
      );
    const named = { ...schema.properties, ...schema.patternProperties };
    const keys = Object.keys(named).filter((key) => !key.startsWith('^'));
    if (keys.length > 0 || schema.patternProperties !== undefined)
      own.push(
        fc
          .uniqueArray(fc.constantFrom(...keys, ...(schema.required ?? []), 'other'), { maxLength: 4 })
          .chain((some) =>
            fc.record(
              Object.fromEntries(
                [...new Set([...some, ...(schema.required ?? [])])].map((key) => [
                  key,
                  near(named[key] ?? Object.values(schema.patternProperties ?? {})[0] ?? {}, depth - 1),
                ]),
              ),
            ),
          ),
      );
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  own.push(...types.flatMap((type) => PLAIN[type] ?? []));
  return own.length === 0 ? anything : fc.oneof({ arbitrary: fc.oneof(...own), weight: 12 }, anything);
}

const PLAIN: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  string: fc.constantFrom('', 'a', '1G', '/dev/sda', 'https://example.com'),
  boolean: fc.boolean(),
  integer: fc.integer({ min: -1, max: 3 }),
  number: fc.constantFrom(0, 0.5, 1000),
  null: fc.constant(null),
};
const anything: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  'x',
  5,
  [],
  ['a'],
  ['a', 'a'],
  {},
  { a: 'b' },
);

test('what cloud-init takes for the value of a key is taken, and nothing else: another program agrees', () => {
  let taken = 0;
  for (const [key, property] of Object.entries(CLOUD_CONFIG.properties)) {
    const schema = { definitions: CLOUD_CONFIG.definitions, allOf: [property] };
    const isTaken = ajv.compile(schema);
    fc.assert(
      fc.property(near(property, 5), (value) => {
        const expected = isTaken(value);
        if (expected) taken += 1;
        expect({ key, value, taken: mismatches(value, schema).length === 0 }).toEqual({
          key,
          value,
          taken: expected,
        });
      }),
      { numRuns: 60 },
    );
  }
  // Both verdicts were met.
  expect(taken).toBeGreaterThan(1_000);
});
