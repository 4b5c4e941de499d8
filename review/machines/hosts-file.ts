import { columns } from '../columns';
import type { Machine } from './machine';

/** Lines for /etc/hosts: each address of a machine, with its fully qualified name first if it has one. */
export function hostsFile(machines: readonly Machine[]): string {
  const rows = machines.flatMap(({ name, fqdn, address, address6 }) => {
    const names = fqdn === null ? name : `${fqdn} ${name}`;
    return [address, ...(address6 === null ? [] : [address6])].map((each) => [each, names]);
  });
  return columns(rows)
    .map((line) => `${line}\n`)
    .join('');
}
