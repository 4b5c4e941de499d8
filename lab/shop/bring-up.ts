import { EXIT } from '../../cli';
import type { EnvironmentName } from './environments';
import type { Slipway } from './slipway';

/**
 * Brings an environment to what its files say. A run that was killed in a roll has left machines that are yet to be replaced: a
 * deploy of them all is refused, and they are rolled first.
 */
export async function bringUp(slipway: Slipway, environment: EnvironmentName): Promise<void> {
  const plan = await slipway.attempt('deploy', environment, 'machines', '--plan-only');
  if (plan.code === EXIT.approval) await slipway.run('roll', environment, 'nodes', ...slipway.ssh);
  await slipway.run('deploy', environment, ...slipway.ssh);
}
