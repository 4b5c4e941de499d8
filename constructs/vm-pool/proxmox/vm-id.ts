import { digestOf } from '../digest';

/** Nine digits, the most that Proxmox VE takes: ids that people count up from 100 never collide with these. */
const FIRST = 100_000_000;
const COUNT = 900_000_000;

/**
 * The id in the cluster of a machine, or of what holds one of its data disks: from 100000000 to 999999999, by hash of the
 * machine's name, and so of identity, pool and slot. Two of a thousand have the same once in 1,800 projects.
 */
export function vmId(machine: string, disk?: string): number {
  const hash = digestOf('vm-id', machine, ...(disk === undefined ? [] : [disk])).readUIntBE(0, 6);
  return FIRST + (hash % COUNT);
}
