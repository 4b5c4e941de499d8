import { join } from 'node:path';
import type { GoProgram } from './go-program';

const VERSION = '0.8.3';

/** The Terraform provider for libvirt, laid out as a mirror that Terraform finds by itself (see {@link dataDirsWith}). */
export const libvirtProvider: GoProgram = {
  name: 'libvirt-provider',
  pins: join(__dirname, 'programs', 'libvirt-provider'),
  packages: ['github.com/dmacvicar/terraform-provider-libvirt'],
  ldflags: `-s -w -X main.version=${VERSION}`,
  takes: 'a minute',
  binary: ({ os, arch }) =>
    join(
      `share/terraform/plugins/registry.terraform.io/dmacvicar/libvirt/${VERSION}/${os}_${arch}`,
      `terraform-provider-libvirt_v${VERSION}`,
    ),
};

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
