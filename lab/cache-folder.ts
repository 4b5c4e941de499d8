import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for builds that are kept, outside every checkout: `SLIPWAY_CACHE`, else the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.SLIPWAY_CACHE) return env.SLIPWAY_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'slipway');
}
