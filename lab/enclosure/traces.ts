import { existsSync, readFileSync } from 'node:fs';
import { commandLineOf, startedBelow } from './processes';

/**
 * What enclosures have left on this machine, one line each; empty if nothing is left. `folder` held all their files. Their
 * power has been cut, so no process is in their namespaces. A network namespace disappears with its last process, and with
 * it its bridges, taps, rules and addresses; so do mounts and control groups.
 */
export function tracesOf(folder: string, namespaces: readonly string[]): readonly string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    // A mounted namespace stays without any process. The kernel lists such a mount under the namespace's name.
    .filter(
      (line) => line.includes(`${folder}/`) || namespaces.some((namespace) => line.includes(namespace)),
    );
  return [
    ...[...startedBelow(folder).keys()].map((pid) => `process ${pid}: ${commandLineOf(pid)}`),
    ...mounts.map((line) => `mount ${line.split(' ')[4] ?? line}`),
    ...(existsSync(folder) ? [`files in ${folder}`] : []),
  ];
}
