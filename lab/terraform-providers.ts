import { buildGoProgram, findGoProgram, type GoProgram } from './go-program';
import { dataDirsWith, libvirtProvider } from './libvirt-provider';
import { proxmoxProvider } from './proxmox-provider';

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
