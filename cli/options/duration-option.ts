import { InvalidArgumentError } from 'commander';
import { Duration } from '../../constructs/quantities';

const UNITS = {
  s: (value) => Duration.seconds(value),
  m: (value) => Duration.minutes(value),
  h: (value) => Duration.hours(value),
  d: (value) => Duration.days(value),
} satisfies Record<string, (value: number) => Duration>;

/** Parses `90s`, `10m`, `24h` or `7d`. */
export function parseDuration(text: string): Duration {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('Give a time such as 90s, 10m, 24h or 7d.');
  return UNITS[unit as keyof typeof UNITS](Number(amount));
}
