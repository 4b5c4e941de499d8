/**
 * Saves cloud-init's schema of a cloud-config: `npm run schemas:cloud-init -- <schema-cloud-config-v1.json>`. The file is in cloud-init's
 * sources below `cloudinit/config/schemas`, and on every machine that has cloud-init, below its Python packages. cloud-init is
 * licensed under Apache-2.0 (or GPL-3.0). The same file gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FILE = join(__dirname, 'cloud-config.json.gz');

/** What judges a value. A format is only a hint to cloud-init as well. */
const JUDGING: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'items', 'additionalItems', 'minItems'],
  ...['maxItems', 'uniqueItems', 'additionalProperties', 'required', 'minProperties', 'maxProperties'],
  ...['properties', 'patternProperties', 'allOf', 'anyOf', 'oneOf'],
]);
/** Keys whose value is a schema by name. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties']);

type Schema = Readonly<Record<string, unknown>>;

function judging(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(judging);
  if (typeof schema !== 'object' || schema === null)
    return typeof schema === 'string' ? schema.replace(/^#\/\$defs\//, '#/definitions/') : schema;
  // What stands beside a reference does not count in draft 4.
  if ('$ref' in schema) return { $ref: judging(schema.$ref) };
  return Object.fromEntries(
    Object.entries(schema)
      // In one place it lists the modules by a reference, which a schema cannot: all of them are then checked by none.
      .filter(([key, value]) => JUDGING.has(key) && !(key === 'enum' && !Array.isArray(value)))
      .map(([key, value]) => [key, NAMED.has(key) ? byName(value as Schema) : judging(value)]),
  );
}

function byName(schemas: Schema): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, judging(schema)]));
}

interface Published {
  readonly $defs: Readonly<Record<string, { readonly properties?: Schema }>>;
  readonly allOf: readonly { readonly $ref: string }[];
}

/** The schema of each key of a cloud-config, whichever module reads it. */
function saved({ $defs, allOf }: Published): object {
  const modules = allOf.map(({ $ref }) => $defs[$ref.replace('#/$defs/', '')]?.properties ?? {});
  return { definitions: byName($defs), properties: byName(Object.assign({}, ...modules) as Schema) };
}

const source = process.argv[2];
if (source === undefined) throw new Error('Name the file schema-cloud-config-v1.json.');
const text = JSON.stringify(saved(JSON.parse(readFileSync(source, 'utf8')) as Published));
writeFileSync(FILE, gzipSync(text, { level: 9 }));
