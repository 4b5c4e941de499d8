import { columns } from '../columns';
import type { Machine } from './machine';

/** Lines for /etc/hosts. */
export function hostsFile(machines: readonly Machine[]): string {
  return columns(machines.map(({ address, name }) => [address, name]))
    .map((line) => `${line}\n`)
    .join('');
}
