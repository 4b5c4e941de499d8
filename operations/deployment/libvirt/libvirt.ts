import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { argumentsOf } from '../configured';
import type { Explanation, ProviderKnowledge } from '../provider-knowledge';
import type { StackFolder } from '../stack-folder';
import { terraformCommand } from '../terraform-program';
import { hostOf } from './host-of';
import { watchRun } from './run-watch';

const MEBIBYTE = 1024 ** 2;

/** What is on a host already but not in the state, and a storage pool without room. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    pattern: /domain '([^']+)' already exists with uuid ([0-9a-f-]+)/,
    explain: ([, domain = '', uuid = ''], { address, stack, env }) => {
      const host = hostOf(stack, env);
      return (
        `The machine ${domain} is on its host already, and not in this state: an earlier failure left it, or another project has it.\n` +
        `→ Import it: ${terraformCommand(env)} -chdir=${stack.folder} import ${address} ${uuid}\n` +
        `→ Or, if nothing needs it, remove it: ${host.lineOf('destroy', domain)}; ${host.lineOf('undefine', domain)}`
      );
    },
  },
  {
    pattern: /(?:storage volume|volume) '?([^'\s]+?)'? (?:already exists|exists already)/,
    explain: ([, volume = ''], { address, stack, env }) => {
      const { pool = 'default' } = argumentsOf(stack, address);
      const remove = hostOf(stack, env).lineOf('vol-delete', '--pool', String(pool), volume);
      return (
        `The volume ${volume} is on its host already, and not in this state: an apply that was cut off left it.\n` +
        `→ If it is not a data disk, remove it: ${remove}`
      );
    },
  },
  {
    pattern:
      /network '?([^'\s]+?)'? (?:already exists|is already in use)|network is already in use by interface (\S+)/,
    explain: ([, network = '', by = '']) =>
      `The network ${network || `of ${by}`} is on its host already, and not in this state.\n` +
      '→ Remove it (virsh net-destroy, virsh net-undefine), or give this one another range.',
  },
  {
    pattern: /No space left on device|not enough free (?:disk )?space|would exceed the pool'?s? capacity/i,
    applies: ({ address }) => address.startsWith('libvirt_') || address === '',
    explain: (_match, { address, stack, env }) => {
      const { name, pool = 'default', source } = argumentsOf(stack, address);
      if (typeof name !== 'string' || typeof pool !== 'string')
        return 'A storage pool is full.\n→ See `virsh pool-info`; make room, or move machines to another host.';
      const size = typeof source === 'string' ? sizeOf(stack, source) : undefined;
      return (
        `The storage pool ${pool} of ${stack.name} is full: ${name} has no room in it${size === undefined ? '' : `, and needs ${size}`}.\n` +
        `→ See what is free: ${hostOf(stack, env).lineOf('pool-info', pool)}\n` +
        '→ Make room there, or move machines to another host, and deploy again: what was made only in part is made again.'
      );
    },
  },
];

/** How large an image is; undefined where the file is elsewhere. */
function sizeOf({ folder }: StackFolder, source: string): string | undefined {
  try {
    return `${Math.ceil(statSync(resolve(folder, source)).size / MEBIBYTE)} MiB`;
  } catch {
    return undefined;
  }
}

/** The libvirt provider, and the hosts that it makes machines on. */
export const libvirt: ProviderKnowledge = {
  machineType: 'libvirt_domain',
  explanations: EXPLANATIONS,
  watch: watchRun,
};
