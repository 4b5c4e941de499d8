import fc from 'fast-check';
import { parseJson, parseText } from '../../../core/json';

test.each([
  '12345678901234567890',
  '-12345678901234567890',
  '9007199254740993',
  '0.12345678901234567891',
  '1e400',
  '1E-400',
  '12345678901234567891e3',
])('a number that JavaScript would round keeps its digits, as a text: %s', (number) => {
  expect(parseJson(`{"a": [1, ${number}], "b":${number}}`)).toEqual({ a: [1, number], b: number });
  expect(parseJson(number)).toBe(number);
});

test.each(['0', '-1.5', '9007199254740991', '1e3', '0.1', '100000000000000000000', '1000000000000000.0'])(
  'any other number is a number: %s',
  (number) => {
    expect(parseJson(`[${number}]`)).toEqual([Number(number)]);
  },
);

test('what looks like a number in a text, or in a key, stays as it is', () => {
  const value = { 'a: 12345678901234567890': '\\" 12345678901234567890 "\\', b: ': 1e999', c: 1 };
  const text = JSON.stringify(value).replace('"c":1', '"c":12345678901234567890');
  expect(parseJson(text)).toEqual({ ...value, c: '12345678901234567890' });
});

test.each(['{12345678901234567890: 1}', '[12345678901234567890-]', '[01234567890123456789]'])(
  'what is not JSON is refused as before: %s',
  (text) => {
    expect(() => parseJson(text)).toThrow(/JSON/);
  },
);

test('two whole numbers are read as equal only if they are', () => {
  const number = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
  const read = (value: bigint) => JSON.stringify(parseJson(`[${value}]`));
  fc.assert(
    fc.property(number, fc.bigInt({ min: 0n, max: 3n }), (one, more) => {
      expect(read(one) === read(one + more)).toBe(more === 0n);
    }),
  );
});

test('whatever JSON writes is read as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('JSON and YAML inside a text keep the digits as well', () => {
  expect(parseText('{"id": 12345678901234567890}')?.value).toEqual({ id: '12345678901234567890' });
  expect(parseText('id: 12345678901234567890\nsmall: 1\n')?.value).toEqual({
    id: '12345678901234567890',
    small: 1,
  });
});
