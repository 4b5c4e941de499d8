import { Duration } from '../../../constructs/quantities';

test.each([
  [Duration.seconds(90), 90, '1m30s'],
  [Duration.minutes(5), 300, '5m0s'],
  [Duration.hours(24), 86_400, '24h0m0s'],
  [Duration.days(2), 172_800, '48h0m0s'],
  [Duration.minutes(0.5), 30, '30s'],
  [Duration.hours(1.5), 5_400, '1h30m0s'],
  [Duration.minutes(1.1), 66, '1m6s'],
  [Duration.seconds(0), 0, '0s'],
])('%s is written as in Go', (duration, seconds, text) => {
  expect(duration.toSeconds()).toBe(seconds);
  expect(duration.toString()).toBe(text);
});

test.each([-1, NaN, Infinity])('%d is not a duration', (value) => {
  expect(() => Duration.hours(value)).toThrow(/Duration\.hours\(…\) must be a finite number of at least 0/);
});

test('a fraction of a second is refused', () => {
  expect(() => Duration.seconds(1.5)).toThrow(/Duration\.seconds\(1\.5\) must be a whole number of seconds/);
});
