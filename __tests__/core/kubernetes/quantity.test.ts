import fc from 'fast-check';
import { parseDuration, parseQuantity } from '../../../core/kubernetes';

/** Kubernetes: `<digits> | <digits>.<digits> | <digits>. | .<digits>`. */
const decimal = fc
  .tuple(
    fc.nat({ max: 9999 }),
    fc.option(fc.nat({ max: 999 })),
    fc.constantFrom('both', 'none before', 'none after'),
  )
  .map(([whole, part, how]) =>
    part === null
      ? `${whole}`
      : how === 'both'
        ? `${whole}.${part}`
        : how === 'none after'
          ? `${whole}.`
          : `.${part}`,
  );
const sign = fc.constantFrom('', '+', '-');
const suffix = fc.constantFrom(
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
);
const exponent = fc.tuple(fc.constantFrom('e', 'E'), sign, fc.nat({ max: 6 })).map((parts) => parts.join(''));

test('every quantity of the grammar of Kubernetes is read', () => {
  fc.assert(
    fc.property(sign, decimal, fc.oneof(suffix, exponent), (...parts) => {
      expect(Number.isFinite(parseQuantity(parts.join('')))).toBe(true);
    }),
  );
});

test('a suffix and an exponent exclude each other, and there are no other suffixes', () => {
  fc.assert(
    fc.property(
      decimal,
      exponent,
      suffix.filter((each) => each !== ''),
      (number, power, unit) => {
        expect(parseQuantity(`${number}${power}${unit}`)).toBeUndefined();
      },
    ),
  );
  for (const text of [
    '',
    '.',
    'Gi',
    '1gi',
    '1K',
    '1 Gi',
    '1Gi ',
    '1constructor',
    '1__proto__',
    '0x1',
    'Infinity',
    '1,5',
  ])
    expect(parseQuantity(text)).toBeUndefined();
});

test.each([
  ['1Ki', 1024],
  ['.5', 0.5],
  ['5.', 5],
  ['100m', 0.1],
  ['1E', 1e18],
  ['1e3', 1000],
  ['-2k', -2000],
])('%s is %d', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

test('every positive duration of Go is read, and adds up', () => {
  const seconds = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };
  const part = fc.tuple(decimal, fc.constantFrom(...Object.entries(seconds)));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const sum = parts.reduce((all, [number, [, factor]]) => all + Number(number) * factor, 0);
      expect(parseDuration(parts.map(([number, [unit]]) => number + unit).join(''))).toBeCloseTo(sum, 6);
    }),
  );
  for (const text of ['', '5', 's', '1d', '1 s', '1h 1m', `${'10s000'.repeat(200)}!`])
    expect(parseDuration(text)).toBeUndefined();
});
