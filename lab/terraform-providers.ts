import { buildGoProgram, findGoProgram, type GoProgram } from './go-program';
import { dataDirsWith, libvirtProvider } from './libvirt-provider';
import { proxmoxProvider } from './proxmox-provider';

/** The Terraform providers that no registry has for everybody, and that come as Go modules. */
export const TERRAFORM_PROVIDERS: readonly GoProgram[] = [libvirtProvider, proxmoxProvider];

/**
 * Builds the providers that were not built before. Returns the environment in which Terraform finds all of them.
 * @throws ProgramUnavailable when one of them cannot be built.
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

/** The environment in which Terraform finds the providers that were built before. @throws ProgramUnavailable without Go. */
export function withTerraformProviders(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return TERRAFORM_PROVIDERS.reduce((found, provider) => {
    const folder = findGoProgram(provider, env);
    return folder === undefined ? found : { ...found, XDG_DATA_DIRS: dataDirsWith(folder, found) };
  }, env);
}
