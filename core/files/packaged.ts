import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The content of a compressed JSON file that comes with Slipway.
 *
 * @param path in the folder `schemas`: `providers/libvirt-0.8.3.json.gz`
 */
export function readPackagedJson(path: string): unknown {
  const schemas = join(dirname(require.resolve('slipway/package.json')), 'schemas');
  return JSON.parse(gunzipSync(readFileSync(join(schemas, path))).toString('utf8'));
}
