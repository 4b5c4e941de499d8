import { readPackagedJson } from '../../../core/files';
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
  saved ??= readPackagedJson('cloud-init/cloud-config.json.gz') as Saved;
  const schema = entryOf(saved.properties, key);
  return schema === undefined ? undefined : { definitions: saved.definitions, allOf: [schema] };
}
