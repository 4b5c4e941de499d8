import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { PROVIDER_NAMES, type ProviderName, type ProviderPin, PROVIDERS } from './terraform-providers';
import { TYPESCRIPT } from './run-typescript';

/** A stack that this repository's own project synthesises. */
interface ReferenceStack {
  readonly name: string;
  readonly folder: string;
  readonly providers: readonly ProviderName[];
}

/** The stacks of `main.ts`, or why it has none. */
export type Reference = { readonly stacks: readonly ReferenceStack[] } | { readonly failure: string };

const LIMIT_MS = 120_000;

/** Synthesises this repository's own project into `outdir`. Types are left to `tsc`. */
export async function synthesiseReference(outdir: string): Promise<Reference> {
  try {
    await promisify(execFile)(process.execPath, ['-C', 'slipway-source', ...TYPESCRIPT, 'main.ts'], {
      cwd: join(__dirname, '../..'),
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    return { stacks: stacksIn(outdir) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function stacksIn(outdir: string): readonly ReferenceStack[] {
  const parent = join(outdir, 'stacks');
  return readdirSync(parent)
    .sort()
    .map((name) => {
      const folder = join(parent, name);
      return { name, folder, providers: providersOf(folder) };
    });
}

function providersOf(stackFolder: string): readonly ProviderName[] {
  const { terraform } = JSON.parse(readFileSync(join(stackFolder, 'cdk.tf.json'), 'utf8')) as {
    readonly terraform: { readonly required_providers?: Readonly<Record<string, ProviderPin>> };
  };
  return Object.values(terraform.required_providers ?? {}).map(({ source, version }) => {
    const full = source.includes('/') ? source : `hashicorp/${source}`;
    const known = PROVIDER_NAMES.find((name) => PROVIDERS[name].source === full);
    if (known !== undefined && PROVIDERS[known].version === version) return known;
    throw new Error(
      `Stack ${basename(stackFolder)} needs ${full} ${version}: add it to terraform-providers.ts, where the tests look for what Terraform can get.`,
    );
  });
}
