import type { PoolSpec } from '../pool-spec';
import { machineName, slotList } from '../slots';
import { vmId } from './vm-id';

/** An id that a pool takes in its Proxmox VE cluster. */
export interface ProxmoxId {
  readonly id: number;
  /** The slot that it is for, and the data disk where it is for the holder of one. */
  readonly slot: string;
  readonly disk?: string;
}

/**
 * Every id that a pool takes in a Proxmox VE cluster: of its machines and of the holders of their data disks, retired
 * ones included. Ids are unique in a cluster, whose pools no single pool sees: a rule over all of them compares.
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
