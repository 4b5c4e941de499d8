/**
 * Saves the schemas of the providers that Slipway's constructs are made for: `npm run schemas:providers`. Terraform must reach the
 * providers: in a registry, or in a mirror that its configuration names. The same providers give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SAVED_SCHEMAS, schemaFile } from '../../core/provider-schemas';

export interface Printed {
  readonly format_version: string;
  readonly provider_schemas: Readonly<Record<string, ProviderPart>>;
}

interface ProviderPart {
  readonly provider: object;
  readonly resource_schemas: object;
  readonly data_source_schemas: object;
}

/** Everything of a provider's schema but the descriptions. An argument may have that name: then it is no text. */
export function savedForm(pin: (typeof SAVED_SCHEMAS)[number], printed: Printed): object {
  const provider = `registry.terraform.io/${pin.source}`;
  const part = printed.provider_schemas[provider];
  if (part === undefined) throw new Error(`Terraform said nothing of ${provider}.`);
  return sorted({
    provider,
    version: pin.version,
    format_version: printed.format_version,
    provider_schema: part.provider,
    resource_schemas: part.resource_schemas,
    data_source_schemas: part.data_source_schemas,
  }) as object;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key.startsWith('description') && typeof inner === 'string'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function printedSchema({ source, version }: (typeof SAVED_SCHEMAS)[number]): Printed {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-schemas-'));
  try {
    const required = { saved: { source, version } };
    writeFileSync(
      join(folder, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    const terraform = (...args: readonly string[]): string =>
      execFileSync('terraform', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
    terraform('init', '-input=false');
    return JSON.parse(terraform('providers', 'schema', '-json')) as Printed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module)
  for (const pin of SAVED_SCHEMAS) {
    const text = JSON.stringify(savedForm(pin, printedSchema(pin)));
    writeFileSync(join(__dirname, schemaFile(pin)), gzipSync(text, { level: 9 }));
  }
