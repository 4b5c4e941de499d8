import { existsSync, readFileSync } from 'node:fs';
import { commandLineOf, startedBelow } from './processes';

/**
 * What enclosures have left on this machine, one line each; empty when there is nothing. `folder` held all of theirs. Their
 * power was cut before, so that nobody is in their namespaces. A network namespace goes with its last process, and its bridges,
 * taps, rules and addresses with it; so do the mounts and control groups.
 */
export function tracesOf(folder: string, namespaces: readonly string[]): readonly string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    // Whoever has mounted a namespace somewhere keeps it without a process: the kernel calls such a mount by its name.
    .filter(
      (line) => line.includes(`${folder}/`) || namespaces.some((namespace) => line.includes(namespace)),
    );
  return [
    ...[...startedBelow(folder).keys()].map((pid) => `process ${pid}: ${commandLineOf(pid)}`),
    ...mounts.map((line) => `mount ${line.split(' ')[4] ?? line}`),
    ...(existsSync(folder) ? [`files in ${folder}`] : []),
  ];
}
