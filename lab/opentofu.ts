import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goProgram } from './go-program';
import { mirroredPackages } from './mirrored-packages';
import { dataDirsWith, providersIn } from './terraform-providers';

/** The host of a provider for OpenTofu where a project names none. */
const REGISTRY = 'registry.opentofu.org';

/** OpenTofu, as `bin/tofu`. Its go.mod repeats what OpenTofu's own replaces: Go takes that from the main module alone. */
export const opentofu = goProgram({
  name: 'opentofu',
  packages: ['github.com/opentofu/opentofu/cmd/tofu'],
  // Without it, the version is a prerelease, which `required_version` of a project may refuse.
  ldflags: '-s -w -X github.com/opentofu/opentofu/version.dev=no',
  binary: () => 'bin/tofu',
  takes: 'five minutes',
});

/**
 * Lays out a mirror in which OpenTofu finds the providers that Terraform has in its own: for OpenTofu, they are of another registry.
 *
 * @param folder a new one
 * @returns the environment in which OpenTofu finds them
 */
export function withProvidersForOpenTofu(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  for (const { provider, version, os, arch, unpacked } of mirroredPackages(env)) {
    const link = join(providersIn(folder), REGISTRY, provider, version, `${os}_${arch}`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(unpacked, link);
  }
  return { ...env, XDG_DATA_DIRS: dataDirsWith(folder, env) };
}
