import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The content of a compressed JSON file that comes with Slipway.
 *
 * @param path in the folder `schemas`: `providers/libvirt-0.8.3.json.gz`
 */
export function readPackagedJson(path: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(packagedPath('schemas', path))).toString('utf8'));
}

/** Whether a package is installed where `load` looks for it. */
export function isInstalled(name: string, load: NodeJS.Require): boolean {
  try {
    load.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

/** Where a file is that comes with Slipway, in a checkout and in a package. */
export function packagedPath(...path: readonly string[]): string {
  return join(dirname(require.resolve('slipway/package.json')), ...path);
}
