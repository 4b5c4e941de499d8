import { type Finding, InvalidInput, problem } from '../core/findings';
import type { DeclaredEnvironment, PoolProps } from '../model';

/** What has pools: an environment, or the images, which have none. */
type Pooled = Pick<DeclaredEnvironment, 'name' | 'pools'>;

/** The pool of that name. @throws InvalidInput that lists what there is */
export function poolNamed(environment: Pooled, pool: string): PoolProps {
  const found = Object.hasOwn(environment.pools, pool) ? environment.pools[pool] : undefined;
  if (found === undefined) throw new InvalidInput([unknownPool(environment, 'pool', pool)]);
  return found;
}

/** A finding for each that is no pool of the environment. */
export function unknownPools(
  environment: Pooled,
  path: string,
  pools: readonly string[],
): readonly Finding[] {
  return pools.flatMap((pool) =>
    Object.hasOwn(environment.pools, pool) ? [] : [unknownPool(environment, path, pool)],
  );
}

function unknownPool({ name, pools }: Pooled, path: string, pool: string): Finding {
  const there = Object.keys(pools).join(', ') || 'none';
  return problem({
    rule: 'cli/pool',
    path,
    message: `must be a pool of ${name}`,
    value: pool,
    advice: `There is ${there}.`,
  });
}
