import type { Machine } from './machine';

/** What belongs into ~/.ssh/config: a block a machine, so that `ssh <name>` is all there is to type. */
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
