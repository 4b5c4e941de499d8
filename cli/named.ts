import { InvalidInput, problem } from '../core/findings';

/** The one of that name. @throws InvalidInput that lists what there is. */
export function named<T extends { readonly name: string }>(
  kind: 'environment' | 'service',
  items: readonly T[],
  name: string,
): T {
  const found = items.find((item) => item.name === name);
  if (found !== undefined) return found;
  throw new InvalidInput([
    problem({
      rule: `cli/${kind}`,
      path: kind,
      message: 'must be one of the project',
      value: name,
      advice: `There is ${items.map((item) => item.name).join(', ')}.`,
    }),
  ]);
}
