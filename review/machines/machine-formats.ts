import { columns } from '../columns';
import { ansibleInventory } from './ansible-inventory';
import type { Machine } from './machine';

/** The forms in which machines can be listed. */
export const MACHINE_FORMATS = {
  table: machineTable,
  ansible: ansibleInventory,
  'ssh-config': sshConfig,
  hosts: hostsFile,
} as const satisfies Record<string, (machines: readonly Machine[]) => string>;

const HEADINGS = ['ENVIRONMENT', 'SLOT', 'HOST', 'NAME', 'ADDRESS', 'MAC'] as const;

/** The machines as a table. */
function machineTable(machines: readonly Machine[]): string {
  const rows = machines.map(({ environment, pool, slot, host, name, address, mac }) => [
    environment,
    `${pool}/${slot}`,
    host,
    name,
    address,
    mac,
  ]);
  return columns([HEADINGS, ...rows])
    .map((line) => `${line}\n`)
    .join('');
}

/** Lines for /etc/hosts: each address of a machine, with its fully qualified name first if it has one. */
function hostsFile(machines: readonly Machine[]): string {
  const rows = machines.flatMap(({ name, fqdn, address, address6 }) => {
    const names = fqdn === null ? name : `${fqdn} ${name}`;
    return [address, ...(address6 === null ? [] : [address6])].map((each) => [each, names]);
  });
  return columns(rows)
    .map((line) => `${line}\n`)
    .join('');
}

/** Entries for ~/.ssh/config, one for each machine, so that `ssh <name>` is all you have to type. */
function sshConfig(machines: readonly Machine[]): string {
  return machines.map(block).join('\n');
}

function block({ name, address, users: [user], jump }: Machine): string {
  const lines = [
    `Host ${name}`,
    `  HostName ${address}`,
    ...(user === undefined ? [] : [`  User ${user}`]),
    ...(jump === null ? [] : [`  ProxyJump ${jump}`]),
  ];
  return `${lines.join('\n')}\n`;
}
