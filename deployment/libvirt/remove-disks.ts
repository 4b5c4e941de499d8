import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Virsh } from '../../disks';
import { Failure } from '../../process';
import type { StackFolder } from '../stack-folder';

const TYPE = 'libvirt_cloudinit_disk';

/** What is read of a synthesised stack. */
interface Configured {
  readonly provider?: { readonly libvirt?: readonly { readonly uri?: string }[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Disk>>>>;
}

interface Disk {
  readonly name: string;
  readonly pool?: string;
}

/**
 * Removes cloud-init disks from a stack's host that were begun and not recorded, which Terraform would meet as "already
 * exists". They hold nothing that is not made again.
 *
 * @throws Failure with the commands for a person, where `virsh` is missing or does not reach the host.
 */
export async function removeDisks(
  { name, folder }: StackFolder,
  addresses: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { provider, resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Configured;
  const uri = provider?.libvirt?.[0]?.uri ?? env['LIBVIRT_DEFAULT_URI'] ?? 'qemu:///system';
  const virsh = new Virsh(uri, { env, home: homedir() });
  for (const address of addresses) {
    const disk = resource?.[TYPE]?.[address.slice(TYPE.length + 1)];
    if (disk === undefined) continue;
    const pool = disk.pool ?? 'default';
    // libvirt has not yet seen what the provider was writing.
    const refresh = ['pool-refresh', pool];
    const remove = ['vol-delete', '--pool', pool, disk.name];
    const said = await complaintOf(virsh, [refresh, remove]);
    if (said === undefined) continue;
    throw new Failure(
      `${name}: the libvirt provider hung while it wrote ${disk.name}, which is left on its host:\n${said}\n` +
        `→ Remove it and deploy again: ${virsh.lineOf(...remove)}`,
    );
  }
}

/** What the first of these commands that fails says; undefined when none does, or there is nothing to remove. */
async function complaintOf(
  virsh: Virsh,
  commands: readonly (readonly string[])[],
): Promise<string | undefined> {
  try {
    for (const args of commands) {
      const { code, output } = await virsh.run(...args);
      if (code !== 0 && !/Storage volume not found|failed to get vol/.test(output)) return output.trim();
    }
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
