import fc from 'fast-check';
import { Cpu } from '../../../constructs/quantities';

test.each([
  [Cpu.millis(250), '250m', 250],
  [Cpu.cores(2), '2', 2_000],
  [Cpu.cores(0.5), '500m', 500],
  [Cpu.millis(3_000), '3', 3_000],
  [Cpu.millis(0), '0', 0],
])('%s is written as in Kubernetes', (cpu, text, millis) => {
  expect(cpu.toString()).toBe(text);
  expect(cpu.toMillis()).toBe(millis);
});

test('every whole number of millicores can be given in cores', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (millis) => {
      expect(Cpu.cores(millis / 1_000).toMillis()).toBe(millis);
    }),
  );
});

test('amounts can be added and multiplied', () => {
  expect(Cpu.cores(1).plus(Cpu.millis(250)).toString()).toBe('1250m');
  expect(Cpu.millis(200).times(5).toString()).toBe('1');
});

test.each([-1, NaN, Infinity])('%d is not an amount', (value) => {
  expect(() => Cpu.cores(value)).toThrow(/Cpu\.cores\(…\) must be a finite number of at least 0/);
});

test('less than a thousandth of a core is refused', () => {
  expect(() => Cpu.millis(0.5)).toThrow(/Cpu\.millis\(0\.5\) must be a whole number of millicores/);
  expect(() => Cpu.cores(0.0005)).toThrow(/Cpu\.cores\(0\.0005\) must be a whole number of millicores/);
});
