import { join } from 'node:path';
import type { GoProgram } from './go-program';

const VERSION = '0.111.1';

/** The Terraform provider for Proxmox VE, laid out like the one for libvirt. */
export const proxmoxProvider: GoProgram = {
  name: 'proxmox-provider',
  pins: join(__dirname, 'programs', 'proxmox-provider'),
  packages: ['github.com/bpg/terraform-provider-proxmox'],
  ldflags: `-s -w -X main.version=${VERSION}`,
  takes: 'a minute',
  binary: ({ os, arch }) =>
    join(
      `share/terraform/plugins/registry.terraform.io/bpg/proxmox/${VERSION}/${os}_${arch}`,
      `terraform-provider-proxmox_v${VERSION}`,
    ),
};
