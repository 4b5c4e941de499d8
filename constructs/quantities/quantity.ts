import { InvalidInput, problem } from '../../core/findings';

/** The amount if it is a finite number of at least zero. @throws InvalidInput naming the factory and the value. */
export function amount(factory: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidInput([
    problem({
      rule: 'quantity/amount',
      path: `${factory}(…)`,
      message: 'must be a finite number of at least 0',
      value: String(value),
      advice: `Give an amount such as ${factory}(4).`,
    }),
  ]);
}

/**
 * The value if it is whole, but for what binary fractions lose: 2.03 × 1000 is 2029.9999999999998.
 *
 * @throws InvalidInput saying in which unit it is not.
 */
export function whole(value: number, from: string, unit: string, advice: string): number {
  const nearest = Math.round(value);
  if (value > Number.MAX_SAFE_INTEGER)
    throw new InvalidInput([
      problem({
        rule: 'quantity/amount',
        path: from,
        message: `must be at most ${Number.MAX_SAFE_INTEGER} ${unit}`,
        value: `${value} ${unit}`,
        advice: 'Check the unit: nothing is that large.',
      }),
    ]);
  const lost = 2 * Number.EPSILON * nearest;
  if (Number.isSafeInteger(nearest) && Math.abs(value - nearest) <= lost) return nearest;
  throw new InvalidInput([
    problem({
      rule: 'quantity/whole',
      path: from,
      message: `must be a whole number of ${unit}`,
      value: `${value} ${unit}`,
      advice,
    }),
  ]);
}
