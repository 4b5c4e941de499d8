import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder for what Slipway may forget about a project, beside the caches of other packages, which no repository keeps.
 * @returns undefined for a project without node_modules
 */
export function cacheFolder(project: string): string | undefined {
  const packages = join(project, 'node_modules');
  if (existsSync(packages)) return join(packages, '.cache', 'slipway');
  const above = dirname(project);
  return above === project ? undefined : cacheFolder(above);
}
