import type { Machine } from './machine';

/** Entries for ~/.ssh/config, one for each machine, so that `ssh <name>` is all you have to type. */
export function sshConfig(machines: readonly Machine[]): string {
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
