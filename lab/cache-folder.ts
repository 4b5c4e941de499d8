import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what was built once is kept, outside of every checkout: `SLIPWAY_CACHE`, else the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.SLIPWAY_CACHE) return env.SLIPWAY_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'slipway');
}
