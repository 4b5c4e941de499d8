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
  /** What is asked of one that is there, before it is removed. @default nothing */
  readonly check?: {
    readonly ask: (name: string) => readonly string[];
    /** Whether the answer says that it is not what was begun a moment ago. */
    readonly isAnothers: (answer: string, args: Values, stack: StackFolder) => boolean;
  };
}

const KINDS: Readonly<Record<string, Kind | undefined>> = {
  libvirt_cloudinit_disk: {
    // libvirt has not yet seen what the provider was writing.
    removal: (name, { pool = 'default' }) => [
      ['pool-refresh', String(pool)],
      ['vol-delete', '--pool', String(pool), name],
    ],
  },
  libvirt_network: {
    // One that machines are connected to.
    check: { ask: (name) => ['net-port-list', '--uuid', name], isAnothers: (users) => users.trim() !== '' },
    removal: (name) => [
      ['net-destroy', name],
      ['net-undefine', name],
    ],
  },
  libvirt_domain: {
    // One of the same name that starts from another disk, or none of this name.
    check: {
      ask: (name) => ['domblklist', name],
      isAnothers: (disks, args, stack) => !isAmong(rootDiskOf(args, stack), disks),
    },
    removal: (name) => [
      ['destroy', name],
      ['undefine', name],
    ],
  },
};

/** The name of the volume that a machine starts from; undefined if the stack does not declare it. */
function rootDiskOf({ disk }: Values, stack: StackFolder): string | undefined {
  const [first] = Array.isArray(disk) ? (disk as readonly Values[]) : [];
  const [, address] = /^\$\{(libvirt_volume\.[\w-]+)\.id\}$/.exec(String(first?.['volume_id'])) ?? [];
  const { name } = address === undefined ? {} : argumentsOf(stack, address);
  return typeof name === 'string' ? name : undefined;
}

/** Whether a listing has a file of this name: `vda      /var/lib/libvirt/images/shop-dev-nodes-0-root`. */
function isAmong(name: string | undefined, listing: string): boolean {
  return name !== undefined && listing.split(/\s+/).some((word) => word.split('/').at(-1) === name);
}

const IS_GONE =
  /Storage volume not found|Network not found|failed to get (?:vol|network|domain)|network .*is not active|domain is not running/i;

/**
 * Removes from a stack's host what was begun and not recorded: cloud-init disks, networks and machines, which Terraform would meet as
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
      const { check } = kind;
      if (check !== undefined) {
        const { stdout } = await virsh.run(...check.ask(name));
        if (check.isAnothers(stdout, args, stack)) return undefined;
      }
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
