import { wholeNumber } from '../../cli/options';

test.each([
  ['1', 1],
  ['65535', 65_535],
])('%s is a whole number from 1 to 65535', (text, number) => {
  expect(wholeNumber(1, 65_535)(text)).toBe(number);
});

test.each(['0', '70000', '08', '0x20', '-1', '1.5', '1e3', ' 8', ''])('%j is refused', (text) => {
  expect(() => wholeNumber(1, 65_535)(text)).toThrow('Give a whole number of at least 1 and at most 65535.');
});

test('what no number says exactly is refused, with the largest that one does', () => {
  expect(wholeNumber(1)('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => wholeNumber(1)('9007199254740993')).toThrow('and at most 9007199254740991');
  expect(() => wholeNumber(1)('0')).toThrow('Give a whole number of at least 1.');
});
