import { Failure } from '../../process';
import type { StackFolder } from '../stack-folder';
import { DEFAULT_LIMITS, type TerraformSettings } from './settings';
import { outputOfTerraform } from './show-json';

/** The lock file in a synthesised folder is of this machine alone, and the stack itself pins each version. */
const OTHER_VERSION = /locked provider .* does not match configured version|init -upgrade/s;

/**
 * Prepares a stack's folder: backend and providers. Done before every plan, as `cdktf deploy` does it; with all there, it
 * takes a tenth of a second.
 */
export async function initialise(stack: StackFolder, settings: TerraformSettings): Promise<void> {
  const { pluginDir, limits: { initMs } = DEFAULT_LIMITS } = settings;
  const args = [
    'init',
    '-input=false',
    '-no-color',
    ...(pluginDir === undefined ? [] : [`-plugin-dir=${pluginDir}`]),
  ];
  try {
    await outputOfTerraform(stack, args, settings, initMs);
  } catch (error) {
    if (!(error instanceof Failure && OTHER_VERSION.test(error.message))) throw error;
    await outputOfTerraform(stack, [...args, '-upgrade'], settings, initMs);
  }
}
