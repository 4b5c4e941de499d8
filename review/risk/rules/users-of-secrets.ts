import { type Json, textOf, within } from '../../../core/json';
import type { RiskContext } from '../risk';

/**
 * The addresses of what names a Secret that an operator makes.
 * @param maker the object that asks the operator for it, in its namespace
 * @param key only what takes this of it
 */
export function usersOfSecret(
  { names, stacks: [, stack] }: RiskContext,
  maker: Json,
  name: string,
  key?: string,
): readonly string[] {
  if (stack === undefined || name === '') return [];
  const namespace = textOf(within(maker, ['metadata', 'namespace'])) || 'default';
  const users = names
    .users({ kind: 'Secret', namespace, name }, stack)
    .filter((use) => key === undefined || use.key === key);
  return [...new Set(users.map(({ address }) => address))].sort();
}
