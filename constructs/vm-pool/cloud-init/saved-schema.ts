import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { entryOf } from '../../../core/json';
import type { JsonSchema } from '../../../core/json-schema';

interface Saved {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

let saved: Saved | undefined;

/**
 * What cloud-init's own schema says of a key of a cloud-config; undefined for one that is not in it. `npm run schemas:cloud-init` makes
 * the file.
 *
 * @see https://docs.cloud-init.io/en/latest/reference/modules.html
 */
export function schemaOfKey(key: string): JsonSchema | undefined {
  saved ??= read();
  const schema = entryOf(saved.properties, key);
  return schema === undefined ? undefined : { definitions: saved.definitions, allOf: [schema] };
}

function read(): Saved {
  const folder = join(dirname(require.resolve('slipway/package.json')), 'schemas', 'cloud-init');
  return JSON.parse(gunzipSync(readFileSync(join(folder, 'cloud-config.json.gz'))).toString('utf8')) as Saved;
}
