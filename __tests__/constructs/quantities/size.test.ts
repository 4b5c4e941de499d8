import fc from 'fast-check';
import { Size } from '../../../constructs/quantities';

test.each([
  [Size.bytes(5), 5],
  [Size.kibibytes(2), 2_048],
  [Size.mebibytes(3), 3_145_728],
  [Size.gibibytes(0.5), 536_870_912],
  [Size.tebibytes(1), 1_099_511_627_776],
])('%s is %i bytes', (size, bytes) => {
  expect(size.toBytes()).toBe(bytes);
});

test.each([
  [Size.gibibytes(16), '16Gi'],
  [Size.mebibytes(512), '512Mi'],
  [Size.gibibytes(1.5), '1536Mi'],
  [Size.tebibytes(2), '2Ti'],
  [Size.kibibytes(1), '1Ki'],
  [Size.bytes(1_025), '1025'],
  [Size.bytes(0), '0'],
])('a size is written in the largest unit that is exact: %s', (size, text) => {
  expect(size.toString()).toBe(text);
});

test('the text names the same number of bytes', () => {
  const factor = { Ti: 2 ** 40, Gi: 2 ** 30, Mi: 2 ** 20, Ki: 2 ** 10, '': 1 };
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(1, 2 ** 10, 2 ** 20), (count, unit) => {
      const [, digits, suffix = ''] = /^(\d+)(\D*)$/.exec(Size.bytes(count * unit).toString()) ?? [];
      expect(Number(digits) * factor[suffix as keyof typeof factor]).toBe(count * unit);
    }),
  );
});

test('sizes can be added and multiplied', () => {
  expect(Size.gibibytes(1).plus(Size.mebibytes(512)).toString()).toBe('1536Mi');
  expect(Size.mebibytes(256).times(3).toString()).toBe('768Mi');
  expect(Size.gibibytes(3).times(0.5).toString()).toBe('1536Mi');
});

test('mebibytes are only returned whole', () => {
  expect(Size.gibibytes(2).toMebibytes()).toBe(2_048);
  expect(() => Size.kibibytes(1).toMebibytes()).toThrow(/Size 1Ki must be a whole number of mebibytes/);
});

test.each([-1, NaN, Infinity])('%d is not a size', (value) => {
  expect(() => Size.gibibytes(value)).toThrow(
    /Size\.gibibytes\(…\) must be a finite number of at least 0.*quantity\/amount/s,
  );
});

test('what is more than a number counts exactly is told as too much, and not as a fraction', () => {
  expect(() => Size.gibibytes(1e9)).toThrow(
    /Size\.gibibytes\(1000000000\) must be at most 9007199254740991 bytes/,
  );
  expect(Size.bytes(Number.MAX_SAFE_INTEGER).toBytes()).toBe(Number.MAX_SAFE_INTEGER);
});

test('a fraction of a byte is refused, and the error names both units', () => {
  expect(() => Size.kibibytes(0.3)).toThrow(
    /Size\.kibibytes\(0\.3\) must be a whole number of bytes, but is 307\.2 bytes/,
  );
  expect(() => Size.bytes(3).times(0.5)).toThrow(/must be a whole number of bytes/);
});
