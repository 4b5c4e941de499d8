import type { SlipwayRecord } from '../../core/record';
import { type Environment, machinesStack, poolLimits } from '../../model';
import type { GuardedPool } from '../../operations/deployment';

/** The pools of an environment whose machines a deploy must not take down all at once. */
export function guardedPools(environment: Environment, record: SlipwayRecord): readonly GuardedPool[] {
  const recorded = record.environments.find(({ name }) => name === environment.name);
  return Object.entries(environment.pools).map(([pool, props]) => ({
    environment: environment.name,
    pool,
    machines: (recorded?.pools[pool] ?? []).map(({ host, terraformAddress }) => ({
      stack: machinesStack(environment, host),
      address: terraformAddress,
      host,
    })),
    limits: poolLimits(environment, props),
  }));
}
