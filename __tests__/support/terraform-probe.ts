import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Missing,
  PROVIDER_NAMES,
  type ProviderName,
  type ProviderPin,
  PROVIDERS,
} from './terraform-providers';
import { runTerraform, TerraformMissing } from './terraform-run';

/** What Terraform can get on this machine. */
export interface Probe {
  /** A mirror of the providers that were found: `terraform init -plugin-dir` needs no network and no lock on a cache. */
  readonly mirror: string;
  readonly missing: Missing;
}

const LIMIT_MS = 60_000;

/** Asks Terraform for each provider, all at once, and gathers what it got into a mirror inside `folder`. */
export async function probeTerraform(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<Probe> {
  const mirror = join(folder, 'mirror');
  mkdirSync(mirror, { recursive: true });
  try {
    await runTerraform(folder, ['version'], { env });
    const answers = await Promise.all(
      PROVIDER_NAMES.map(async (name) => [name, await probe(name, folder, mirror, env)]),
    );
    return { mirror, missing: Object.fromEntries(answers) as Missing };
  } catch (error) {
    if (!(error instanceof TerraformMissing)) throw error;
    return { mirror, missing: { terraform: error.message } };
  }
}

/** The reason why the provider is not to be had, or `undefined` when it is in the mirror now. */
async function probe(
  name: ProviderName,
  folder: string,
  mirror: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { source, version, remedy }: ProviderPin = PROVIDERS[name];
  const home = join(folder, name);
  mkdirSync(home);
  writeFileSync(
    join(home, 'main.tf.json'),
    JSON.stringify({ terraform: { required_providers: { [name]: { source, version } } } }),
  );
  const { code } = await runTerraform(home, ['init', '-backend=false', '-input=false', '-no-color'], {
    timeoutMs: LIMIT_MS,
    env,
  });
  if (code === undefined) return `Terraform did not get ${source} ${version} within ${LIMIT_MS / 1000} s`;
  if (code !== 0) {
    const hint = remedy === undefined ? '' : ` (${remedy})`;
    return `${source} ${version} is in no registry or mirror that Terraform can reach here${hint}`;
  }
  linkInto(mirror, home, join('registry.terraform.io', source, version));
  return undefined;
}

/** Terraform looks for a package behind a link only where the platform's folder stands. */
function linkInto(mirror: string, home: string, provider: string): void {
  const installed = join(home, '.terraform', 'providers', provider);
  mkdirSync(join(mirror, provider), { recursive: true });
  for (const platform of readdirSync(installed)) {
    symlinkSync(join(installed, platform), join(mirror, provider, platform));
  }
}
