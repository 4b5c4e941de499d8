import { join } from 'node:path';
import { buildGoProgram, findGoProgram, goProgram, type GoProgram } from './go-program';

/** The Terraform provider for libvirt. */
export const libvirtProvider = provider('dmacvicar', 'libvirt', '0.8.3');
/** The Terraform provider for Proxmox VE. */
export const proxmoxProvider = provider('bpg', 'proxmox', '0.111.1');

/** The Terraform providers that are not in every registry, and that are built from Go modules. */
export const TERRAFORM_PROVIDERS: readonly GoProgram[] = [libvirtProvider, proxmoxProvider];

/**
 * Builds the providers that are not built yet. Returns the environment in which Terraform finds all of them.
 * @throws ProgramUnavailable if one of them cannot be built.
 */
export function buildTerraformProviders(
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  for (const provider of TERRAFORM_PROVIDERS) {
    if (findGoProgram(provider, env) === undefined)
      say(`Building ${provider.name} (${provider.takes}, once)…`);
    buildGoProgram(provider, env);
  }
  return withTerraformProviders(env);
}

/** The environment in which Terraform finds the providers built earlier. @throws ProgramUnavailable without Go. */
export function withTerraformProviders(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return TERRAFORM_PROVIDERS.reduce((found, provider) => {
    const folder = findGoProgram(provider, env);
    return folder === undefined ? found : { ...found, XDG_DATA_DIRS: dataDirsWith(folder, found) };
  }, env);
}

/** A provider, laid out as a mirror that Terraform finds by itself (see {@link dataDirsWith}). */
function provider(owner: string, type: string, version: string): GoProgram {
  const program = `terraform-provider-${type}`;
  return goProgram({
    name: `${type}-provider`,
    packages: [`github.com/${owner}/${program}`],
    ldflags: `-s -w -X main.version=${version}`,
    takes: 'a minute',
    binary: ({ os, arch }) =>
      join(
        `share/terraform/plugins/registry.terraform.io/${owner}/${type}/${version}/${os}_${arch}`,
        `${program}_v${version}`,
      ),
  });
}

/**
 * `XDG_DATA_DIRS` with a built provider's folder first. Terraform uses `<each of them>/terraform/plugins` as a local
 * mirror, so it needs no configuration and still finds other installed providers.
 */
export function dataDirsWith(folder: string, env: NodeJS.ProcessEnv = process.env): string {
  return [join(folder, 'share'), env.XDG_DATA_DIRS || '/usr/local/share:/usr/share'].join(':');
}

/** The argument of `terraform init -plugin-dir` for a built provider's folder. */
export function providersIn(folder: string): string {
  return join(folder, 'share', 'terraform', 'plugins');
}
