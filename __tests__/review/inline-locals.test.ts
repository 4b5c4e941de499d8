import { maskBetween, renderJson, reviewSynths } from '../../review';
import { withChangedLocals } from '../../review/synth';
import { type StackJson, synthOf } from './support/synth-of';

/** What differs in the resource that is called `it`: path, before and after. */
function rowsOf(before: StackJson, after: StackJson) {
  const { entries } = reviewSynths(synthOf({ 'prod-a': before }), synthOf({ 'prod-a': after }));
  return entries
    .filter(({ resources }) => resources[0]?.address === 'terraform_data.it')
    .flatMap(({ rows }) => rows.map(({ path, variants: [one] }) => [path, one?.before, one?.after]));
}

const using = (locals: object, input: unknown): StackJson => ({ locals, terraform_data: { it: { input } } });

test.each<[string, object, object, unknown, readonly (readonly unknown[])[]]>([
  ['a value', { a: 1 }, { a: 2 }, '${local.a}', [['input', 1, 2]]],
  ['a value in a text', { a: 1 }, { a: 2 }, 'x-${local.a}-y', [['input', 'x-1-y', 'x-2-y']]],
  ['a part of a value', { a: { b: 1 } }, { a: { b: 2 } }, ['${local.a.b}'], [['input[0]', 1, 2]]],
  ['a whole object', { a: { b: 1 } }, { a: { b: 2 } }, '${local.a}', [['input.b', 1, 2]]],
  [
    'through others',
    { a: 1, b: '${local.a}', c: 'x${local.b}' },
    { a: 2, b: '${local.a}', c: 'x${local.b}' },
    '${local.c}',
    [['input', 'x1', 'x2']],
  ],
  [
    'a value that is encoded',
    { a: { b: 1 } },
    { a: { b: 2 } },
    '${jsonencode(local.a)}',
    [['input', undefined, undefined]],
  ],
  [
    'a value that is encoded with what only Terraform knows',
    { a: ['${x.y}'] },
    { a: ['${x.z}'] },
    '${jsonencode(local.a)}',
    [],
  ],
  ['an expression, which only Terraform can work out', { a: 1 }, { a: 2 }, '${upper(local.a)}', []],
  ['one that did not change', { a: 1, b: 1 }, { a: 2, b: 1 }, '${local.b}', []],
  ['one that comes', {}, { a: 2 }, '${local.a}', []],
  ['one that takes itself', { a: 'x${local.a}' }, { a: 'y${local.a}' }, 1, []],
])('a local value that differs is compared where it is used: %s', (_, before, after, input, rows) => {
  expect(rowsOf(using(before, input), using(after, input))).toEqual(rows);
});

test('a secret that stands in a local value is masked there, too', () => {
  const stack = (value: string): StackJson => ({
    locals: { plain: value },
    aws_db_instance: { it: { identifier: 'a', password: '${local.plain}' } },
  });
  const [before, after] = [
    synthOf({ 'prod-a': stack('kestrel-4411') }),
    synthOf({ 'prod-a': stack('kestrel-4412') }),
  ];
  expect(renderJson(reviewSynths(before, after, [], maskBetween(before, after)))).not.toContain('kestrel');
});

test('values that name each other again and again are not written without end', () => {
  const locals = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `v${index}`,
      '${local.v' + String(index + 1) + '}'.repeat(1) + '${local.v' + String(index + 1) + '}',
    ]),
  );
  const stack = (end: string): StackJson => ({
    locals: { ...locals, v30: end },
    terraform_data: { it: { input: '${local.v0}'.repeat(9) } },
  });
  const started = Date.now();
  rowsOf(stack('a'.repeat(1000)), stack('b'.repeat(1000)));
  expect(Date.now() - started).toBeLessThan(10_000);
});

test('both sides are written once, for the mask and for the review', () => {
  const [before, after] = [1, 2].map((a) => synthOf({ 'prod-a': using({ a }, '${local.a}') }));
  if (before === undefined || after === undefined) throw new Error('two sides');
  expect(withChangedLocals({ before, after })).toBe(withChangedLocals({ before, after }));
});
