import { InvalidInput, problem } from '../../findings';

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

/** The value if it is whole. @throws InvalidInput saying in which unit it is not. */
export function whole(value: number, from: string, unit: string, advice: string): number {
  if (Number.isSafeInteger(value)) return value;
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
