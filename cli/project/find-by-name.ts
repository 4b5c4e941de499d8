import { type Finding, InvalidInput, problem } from '../../core/findings';
import type { DeclaredEnvironment, PoolProps } from '../../model';

/** What has pools: an environment, or the images, which have none. */
type WithPools = Pick<DeclaredEnvironment, 'name' | 'pools'>;

const KINDS = { environment: 'an environment', service: 'a service' } as const;

/** The environment or service of that name. @throws InvalidInput that lists the existing names */
export function findByName<T extends { readonly name: string }>(
  kind: keyof typeof KINDS,
  items: readonly T[],
  name: string,
): T {
  const found = items.find((item) => item.name === name);
  if (found !== undefined) return found;
  throw new InvalidInput([
    problem({
      rule: `cli/${kind}`,
      path: kind,
      message: `must be ${KINDS[kind]} of this project`,
      value: name,
      advice: choose(items.map((item) => item.name)),
    }),
  ]);
}

/** Those of the given names, or all of them where no name is given. @throws InvalidInput that lists the existing names */
export function findNamed<T extends { readonly name: string }>(
  kind: keyof typeof KINDS,
  items: readonly T[],
  names: readonly string[],
): readonly T[] {
  return names.length === 0 ? items : names.map((name) => findByName(kind, items, name));
}

/** The pool of that name. @throws InvalidInput that lists the existing pools */
export function findPool(environment: WithPools, pool: string): PoolProps {
  const found = Object.hasOwn(environment.pools, pool) ? environment.pools[pool] : undefined;
  if (found === undefined) throw new InvalidInput([unknownPool(environment, 'pool', pool)]);
  return found;
}

/** A finding for each name that is not a pool of the environment. */
export function unknownPools(
  environment: WithPools,
  path: string,
  pools: readonly string[],
): readonly Finding[] {
  return pools.flatMap((pool) =>
    Object.hasOwn(environment.pools, pool) ? [] : [unknownPool(environment, path, pool)],
  );
}

function unknownPool({ name, pools }: WithPools, path: string, pool: string): Finding {
  return problem({
    rule: 'cli/pool',
    path,
    message: `must be a pool of ${name}`,
    value: pool,
    advice: choose(Object.keys(pools)),
  });
}

function choose(names: readonly string[]): string {
  return names.length === 0 ? 'There are none.' : `Choose from: ${names.join(', ')}.`;
}
