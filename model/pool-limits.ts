import type { DeclaredEnvironment, PoolProps } from './environment';

/** What keeps a pool up while its machines are replaced. */
export interface PoolLimits {
  /** How many machines may be down at once. */
  readonly maxUnavailable: number;
  /** Whether a majority of them stays up in any case. */
  readonly quorum: boolean;
  /**
   * How many hosts' loss the environment is proven to survive: what is down at once stands on no more hosts than that.
   * 0 where nothing is proven, and so nothing follows.
   */
  readonly survivedHosts: number;
}

/** The limits that an environment sets for one of its pools. */
export function poolLimits(
  { survives }: Pick<DeclaredEnvironment, 'survives'>,
  { maxUnavailable = 1, quorum = false }: Pick<PoolProps, 'maxUnavailable' | 'quorum'>,
): PoolLimits {
  return { maxUnavailable, quorum, survivedHosts: survives?.hosts ?? 0 };
}

/** How many of so many machines may be down at once. */
export function mostDown(count: number, { maxUnavailable, quorum }: PoolLimits): number {
  return quorum ? Math.min(maxUnavailable, Math.floor((count - 1) / 2)) : maxUnavailable;
}

/** Whether these may all be down at once, in a pool of so many. */
export function mayBeDown(
  down: readonly { readonly host: string }[],
  count: number,
  limits: PoolLimits,
): boolean {
  const hosts = new Set(down.map(({ host }) => host)).size;
  const areHostsFew = limits.survivedHosts === 0 || hosts <= limits.survivedHosts;
  return down.length <= mostDown(count, limits) && areHostsFew;
}
