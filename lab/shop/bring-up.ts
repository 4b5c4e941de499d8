import { EXIT } from '../../cli';
import type { EnvironmentName } from './environments';
import type { Slipway } from './slipway';

/**
 * Brings an environment to the state in its files. If an earlier run was killed during a roll, some machines are still
 * outdated. A deploy would be refused because it replaces all of them, so they are rolled first.
 */
export async function bringUp(slipway: Slipway, environment: EnvironmentName): Promise<void> {
  const plan = await slipway.attempt('deploy', environment, 'machines', '--plan-only');
  if (plan.code === EXIT.approval) await slipway.run('roll', environment, 'nodes', ...slipway.ssh);
  await slipway.run('deploy', environment, ...slipway.ssh);
}
