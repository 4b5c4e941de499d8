import { join, resolve } from 'node:path';

/** The lab's folder while it is up: `SLIPWAY_LAB`, else `.slipway/lab` in this checkout, which git ignores. */
export function labHome(env: NodeJS.ProcessEnv = process.env): string {
  return env.SLIPWAY_LAB ? resolve(env.SLIPWAY_LAB) : join(__dirname, '..', '.slipway', 'lab');
}
