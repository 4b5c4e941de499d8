import type { Virsh } from '../../disks';
import { Failure } from '../../process';
import { argumentsOf } from '../configured';
import type { Values } from '../planned-change';
import type { StackFolder } from '../stack-folder';
import { hostOf } from './host-of';

/** What holds nothing that is not made again. */
interface Kind {
  /** The `virsh` commands that remove one, in their order. */
  readonly removal: (name: string, args: Values) => readonly [readonly string[], readonly string[]];
  /** A command that prints who uses it. One that is in use is not what was begun a moment ago. @default it is not asked */
  readonly users?: (name: string) => readonly string[];
}

/** A machine is left to a person: it may be another's of the same name, and run. */
const KINDS: Readonly<Record<string, Kind | undefined>> = {
  libvirt_cloudinit_disk: {
    // libvirt has not yet seen what the provider was writing.
    removal: (name, { pool = 'default' }) => [
      ['pool-refresh', String(pool)],
      ['vol-delete', '--pool', String(pool), name],
    ],
  },
  libvirt_network: {
    users: (name) => ['net-port-list', '--uuid', name],
    removal: (name) => [
      ['net-destroy', name],
      ['net-undefine', name],
    ],
  },
};

const IS_GONE =
  /Storage volume not found|Network not found|failed to get (?:vol|network)|network .*is not active/i;

/**
 * Removes from a stack's host what was begun and not recorded: cloud-init disks and networks, which Terraform would meet as
 * "already exists".
 *
 * @throws Failure with the command for a person, where `virsh` is missing or does not reach the host.
 */
export async function removeBegun(
  stack: StackFolder,
  addresses: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  for (const address of addresses) {
    const kind = KINDS[address.split('.')[0] ?? ''];
    const args = argumentsOf(stack, address);
    const { name } = args;
    if (kind === undefined || typeof name !== 'string') continue;
    const virsh = hostOf(stack, env);
    const [first, last] = kind.removal(name, args);
    const complaint = await complaintOf(async () => {
      if (kind.users !== undefined && (await virsh.run(...kind.users(name))).stdout.trim() !== '')
        return undefined;
      return (await failureOf(virsh, first)) ?? (await failureOf(virsh, last));
    });
    if (complaint === undefined) continue;
    throw new Failure(
      `${stack.name}: the libvirt provider failed while it made ${name}, which is left on its host:\n${complaint}\n` +
        `→ Remove it and deploy again: ${virsh.lineOf(...last)}`,
    );
  }
}

/** What a command complains of; undefined where it does what it should, or there is nothing to remove. */
async function failureOf(virsh: Virsh, args: readonly string[]): Promise<string | undefined> {
  const { code, output } = await virsh.run(...args);
  return code === 0 || IS_GONE.test(output) ? undefined : output.trim();
}

async function complaintOf(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
