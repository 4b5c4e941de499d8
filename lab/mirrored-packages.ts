import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';

/** The registry that providers have as their host where a project names none. */
export const TERRAFORM_REGISTRY = 'registry.terraform.io';

/** A version of a provider for one platform, unpacked in a local mirror. */
interface MirroredPackage {
  /** Its namespace and type, such as `hashicorp/kubernetes`. */
  readonly provider: string;
  readonly version: string;
  readonly os: string;
  readonly arch: string;
  readonly unpacked: string;
}

/** What Terraform's implied local mirrors hold of {@link TERRAFORM_REGISTRY}. */
export function mirroredPackages(env: NodeJS.ProcessEnv = process.env): readonly MirroredPackage[] {
  const home = env['HOME'] ?? homedir();
  const data = [
    env['XDG_DATA_HOME'] || join(home, '.local', 'share'),
    ...(env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':'),
  ];
  const mirrors = [
    join(home, '.terraform.d', 'plugins'),
    ...data.map((it) => join(it, 'terraform', 'plugins')),
  ];
  return mirrors
    .map((mirror) => join(mirror, TERRAFORM_REGISTRY))
    .filter((top) => existsSync(top))
    .flatMap((top) =>
      readdirSync(top, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
        const [namespace = '', type = '', version = '', platform, ...inside] = path.split(sep);
        if (platform === undefined || inside.length > 0) return [];
        const [os = '', arch = ''] = platform.split('_');
        return [{ provider: join(namespace, type), version, os, arch, unpacked: join(top, path) }];
      }),
    );
}
