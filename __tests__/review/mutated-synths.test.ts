import fc from 'fast-check';
import type { JsonObject } from '../../core/json';
import { check, renderJson, renderMarkdown, renderSarif, renderTerminal, reviewSynths } from '../../review';
import { parseStack, type Synth } from '../../core/synth';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { record, files } = synthProject(smallProject());

/** The synth, with its Terraform changed: what reads a folder gets no other type than JSON has. */
function synthOf(change: (stack: JsonObject) => void = () => undefined): Synth {
  const stacks = Object.entries(record.stacks).map(([name, known]) => {
    const json = JSON.parse(files[`stacks/${name}/cdk.tf.json`] ?? '{}') as JsonObject;
    if (name === 'prod-services') change(json);
    return [name, parseStack(name, json, known)] as const;
  });
  return { record, stacks: new Map(stacks) };
}

type Json = fc.JsonValue;
type Path = readonly string[];

function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

let places: readonly Path[] = [];
synthOf((stack) => {
  places = placesIn(stack).filter((path) => path.length > 0);
});

const HOSTILE: readonly Json[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    'x',
    '\u0000',
    '\u001b[2J',
    'a\ud800b',
    '\u202e',
    '${x}',
    '__proto__',
  ],
  ...[
    'constructor',
    'a: &a [*a]\nb: 1',
    '{"a":',
    '[[[',
    'password: a\ud800bcdef\n',
    '1constructor',
    '%',
    '-----BEGIN',
  ],
  ...[[], {}, [null], [[]], [{}], { '': {} }, { constructor: 1 }, ['a', 1, null]],
  JSON.parse('{"__proto__":{"a":1}}') as Json,
];

test('whatever stands in the Terraform of a stack, it is judged and compared, and its report holds no hidden character', () => {
  const before = synthOf();
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
    fc.jsonValue({ maxDepth: 4 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), value, (path, other) => {
      const after = synthOf((stack) => {
        const holder = path.slice(0, -1).reduce<any>((inner, key) => inner[key], stack);
        holder[path.at(-1) ?? ''] = other;
      });
      for (const [one, two] of [
        [before, after],
        [after, before],
      ] as const) {
        const review = reviewSynths(one, two, check(two, { before: one }));
        const texts = [
          renderTerminal(review),
          renderMarkdown(review),
          renderJson(review),
          renderSarif(review.findings, review.entries),
        ];
        for (const text of texts) expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }
    }),
    { seed: 15, numRuns: 25 },
  );
});
