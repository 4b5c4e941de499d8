import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, inhabitantsOf, startedBelow } from './processes';

/**
 * What a lab has left on this machine, one line each; empty when there is nothing. A network namespace goes with its
 * last process, and its bridges, taps, rules and addresses with it; so do the mounts and control groups.
 */
export function tracesOf(home: string, namespaces: readonly string[]): readonly string[] {
  const processes = new Set([...startedBelow(home).keys(), ...inhabitantsOf(namespaces)]);
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    // Whoever has mounted a namespace somewhere keeps it without a process: the kernel calls such a mount by its name.
    .filter((line) => line.includes(`${home}/`) || namespaces.some((namespace) => line.includes(namespace)));
  return [
    ...[...processes].map((pid) => `process ${pid}: ${commandLineOf(pid)}`),
    ...mounts.map((line) => `mount ${line.split(' ')[4] ?? line}`),
    ...(existsSync(join(home, 'hosts')) ? [`files in ${join(home, 'hosts')}`] : []),
  ];
}
