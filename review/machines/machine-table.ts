import { columns } from '../columns';
import type { Machine } from './machine';

const HEADINGS = ['ENVIRONMENT', 'SLOT', 'HOST', 'NAME', 'ADDRESS', 'MAC'] as const;

/** The machines as a table. */
export function machineTable(machines: readonly Machine[]): string {
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
