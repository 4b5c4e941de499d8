import { stringify } from 'yaml';
import type { Machine } from './machine';

interface Host {
  readonly ansible_host: string;
  readonly ansible_user?: string;
  readonly ansible_ssh_common_args?: string;
}

/** An Ansible inventory in YAML: a group for each environment, with a group for each pool, `<environment>__<pool>`. */
export function ansibleInventory(machines: readonly Machine[]): string {
  const children: Record<string, { children: Record<string, { hosts: Record<string, Host> }> }> = {};
  for (const machine of machines) {
    const environment = (children[groupName(machine.environment)] ??= { children: {} });
    // With two underscores, which no label contains, group names are unambiguous.
    const group = groupName(`${machine.environment}__${machine.pool}`);
    const pool = (environment.children[group] ??= { hosts: {} });
    pool.hosts[machine.name] = hostOf(machine);
  }
  return stringify({ all: { children } });
}

function hostOf({ address, users: [user], jump }: Machine): Host {
  return {
    ansible_host: address,
    ...(user === undefined ? {} : { ansible_user: user }),
    ...(jump === null ? {} : { ansible_ssh_common_args: `-J ${jump}` }),
  };
}

/** Ansible allows letters, digits and underscores in group names. */
function groupName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}
