import { digestOf } from '../digest';
import type { PoolSpec } from '../pool-spec';
import { machineName, slotList } from '../slots';

/** An id that a pool takes in its Proxmox VE cluster. */
export interface ProxmoxId {
  /** From 100000000 to 999999999. */
  readonly id: number;
  /** The slot that it is for. */
  readonly slot: string;
  /** The data disk, where the id belongs to the holder of one. @default the id belongs to the machine */
  readonly disk?: string;
}

/**
 * Every id that a pool takes in a Proxmox VE cluster: those of its machines and those of the holders of their data disks, retired
 * ones included. Ids are unique in a cluster, and a cluster has several pools, so a rule over all pools compares them.
 *
 * @example
 * const ids = proxmoxIds({
 *   identity: 'shop/prod',
 *   pool: 'nodes',
 *   slots: 3,
 *   cpu: 2,
 *   memory: Size.gibibytes(4),
 *   image: debian12,
 *   network: bridged({ bridge: 'vmbr0', cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: ['10.20.0.1'] }),
 *   addresses: '10.20.0.16/28',
 * }).map(({ id }) => id);
 */
export function proxmoxIds(spec: PoolSpec): readonly ProxmoxId[] {
  const slots = [...new Set(slotList(spec.slots).map(({ key }) => key))];
  const owners = new Set([...slots, ...Object.keys(spec.retired ?? {})]);
  const disks = Object.keys(spec.disks ?? {});
  return [
    ...slots.map((slot) => ({ slot, id: vmId(machineName(spec, slot)) })),
    ...[...owners].flatMap((slot) =>
      disks.map((disk) => ({ slot, disk, id: vmId(machineName(spec, slot), disk) })),
    ),
  ];
}

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
