import type { Steps } from '../steps';
import { bringUp } from './bring-up';
import { type EnvironmentName, ENVIRONMENTS } from './environments';
import type { Slipway } from './slipway';

/**
 * Builds the images once, and promotes them through the environments: each gets what was verified in the one before.
 * @param environments the first ones, in order
 */
export async function shipShop(
  slipway: Slipway,
  steps: Steps,
  environments: readonly EnvironmentName[] = ENVIRONMENTS,
): Promise<void> {
  await steps.step('build and push the images', () => slipway.run('deploy', 'images'));
  await steps.step('release them to dev', () => slipway.run('release', '--commit'));
  for (const environment of environments) {
    if (environment !== ENVIRONMENTS[0])
      await steps.step(`promote to ${environment}`, () => slipway.run('promote', environment, '--commit'));
    await steps.step(`deploy ${environment}: machines, nodes, services`, () => bringUp(slipway, environment));
    await steps.step(`verify ${environment}`, () =>
      slipway.run('verify', environment, '--wait', '15m', '--stable-for', '10s', '--commit'),
    );
  }
}
