import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, run } from '../../process';
import type { StackFolder } from '../stack-folder';

const TYPE = 'libvirt_cloudinit_disk';
const LIMIT_MS = 60_000;

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
  for (const address of addresses) {
    const disk = resource?.[TYPE]?.[address.slice(TYPE.length + 1)];
    if (disk === undefined) continue;
    const pool = disk.pool ?? 'default';
    const virsh = ['virsh', '--connect', uri] as const;
    // libvirt has not yet seen what the provider was writing.
    const refresh = [...virsh, 'pool-refresh', pool];
    const remove = [...virsh, 'vol-delete', '--pool', pool, disk.name];
    const said = await outputOfBoth(refresh, remove, env);
    if (said === undefined) continue;
    throw new Failure(
      `${name}: the libvirt provider hung while it wrote ${disk.name}, which is left on its host:\n${said}\n` +
        `→ Remove it and deploy again: ${remove.map(quoted).join(' ')}`,
    );
  }
}

/** What the last of two commands said when it failed; undefined when it did not, or found nothing to remove. */
async function outputOfBoth(
  first: readonly string[],
  second: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  try {
    for (const [program = '', ...args] of [first, second]) {
      const { code, output } = await run(program, args, {
        timeoutMs: LIMIT_MS,
        env: { ...env, LC_ALL: 'C' },
      });
      if (code !== 0 && !/Storage volume not found|failed to get vol/.test(output)) return output.trim();
    }
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

function quoted(word: string): string {
  return /^[\w./:=@+-]+$/.test(word) ? word : `'${word}'`;
}
