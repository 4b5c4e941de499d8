import { mayBeDown, mostDown, type PoolLimits } from '../../model';
import type { PlannedChange } from './planned-change';

/** The machines of a pool, and how many of them may be down at once. */
export interface GuardedPool {
  readonly environment: string;
  readonly pool: string;
  readonly machines: readonly PoolMachine[];
  readonly limits: PoolLimits;
}

interface PoolMachine {
  readonly stack: string;
  readonly address: string;
  readonly host: string;
}

/** Machines of a pool that plans would take down together, more than may be. */
export interface Outage {
  readonly environment: string;
  readonly pool: string;
  /** `stack:address` of each. */
  readonly machines: readonly string[];
  /** How many the pool has. */
  readonly of: number;
  /** How many may be down at once. */
  readonly atMost: number;
  /** … and on how many hosts; 0 where that does not count. */
  readonly hosts: number;
  /** Whether a person has allowed it by the pool's name. */
  readonly allowed: boolean;
}

/**
 * Where plans that are applied together would replace more machines of a pool than may be down at once. A roll does the same
 * wave by wave.
 * @param allowed the pools whose machines may be down all at once
 */
export function outagesIn(
  plans: readonly { readonly stack: string; readonly changes: readonly PlannedChange[] }[],
  pools: readonly GuardedPool[],
  allowed: readonly string[] = [],
): readonly Outage[] {
  const replaced = new Set(
    plans.flatMap(({ stack, changes }) =>
      changes.flatMap(({ address, action }) => (action === 'replace' ? [placeOf({ stack, address })] : [])),
    ),
  );
  return pools.flatMap(({ environment, pool, machines, limits }) => {
    const down = machines.filter((machine) => replaced.has(placeOf(machine)));
    const count = machines.length;
    if (down.length === 0 || mayBeDown(down, count, limits)) return [];
    const atMost = mostDown(count, limits);
    const hosts = limits.survivedHosts;
    return [
      {
        ...{ environment, pool, machines: down.map(placeOf), of: count, atMost, hosts },
        allowed: allowed.includes(pool),
      },
    ];
  });
}

function placeOf({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return `${stack}:${address}`;
}
