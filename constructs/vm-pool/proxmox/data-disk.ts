import type { Construct } from 'constructs';
import {
  VirtualEnvironmentVm,
  type VirtualEnvironmentVmDisk,
} from '../../providers/proxmox/virtual-environment-vm';
import type { Size } from '../../quantities';
import { claimAddress, forgetAddress } from '../../terraform';
import { hexDigest } from '../digest';
import type { PoolContext } from '../hypervisor-driver';
import type { OwnedDisk } from '../machines';
import type { RetiredDisk } from '../retirement';
import type { ProxmoxNode } from './node';
import { vmId } from './proxmox-ids';

/**
 * What a data disk outlives its machine in. Under Proxmox VE a disk belongs to a machine and goes with it, so each data
 * disk belongs to one of its own, which is never started: destroying the machine that uses it detaches it only.
 */
export function diskHolder(
  scope: Construct,
  { machine, address, name, size, protect }: OwnedDisk,
  { storagePool }: PoolContext,
  { node }: ProxmoxNode,
): VirtualEnvironmentVm {
  const holder = new VirtualEnvironmentVm(scope, `disk-${name}`, {
    name: holderName(machine, name),
    description: `Holds the data disk ${name} of ${machine}. Never start it. Destroying it destroys the data.`,
    tags: ['slipway-disk'],
    nodeName: node,
    vmId: vmId(machine, name),
    started: false,
    onBoot: false,
    protection: protect,
    purgeOnDestroy: false,
    deleteUnreferencedDisksOnDestroy: false,
    disk: [{ interface: 'scsi0', datastoreId: storagePool, size: gibibytes(size) }],
    lifecycle: {
      // A disk that is in use elsewhere must not be moved or resized from here.
      ignoreChanges: ['disk'],
      ...(protect ? { preventDestroy: true } : {}),
    },
  });
  return claimAddress(holder, holderAddress(address, name));
}

/** A holder's disk, as the machine that it is for attaches it. All but the interface is what the holder has. */
export function attached(
  holder: VirtualEnvironmentVm,
  machine: string,
  disk: string,
  position: number,
): VirtualEnvironmentVmDisk {
  const held = holder.disk.get(0);
  return {
    interface: `virtio${position}`,
    datastoreId: held.datastoreId,
    pathInDatastore: held.pathInDatastore,
    fileFormat: held.fileFormat,
    size: held.size,
    serial: serialOf(machine, disk),
    discard: 'on',
    iothread: true,
  };
}

/** Lets a disk leave the state, under whatever name it is there. */
export function forgetHolder(scope: Construct, { address, formerAddresses, name }: RetiredDisk): void {
  for (const owner of [address, ...formerAddresses])
    forgetAddress(scope, VirtualEnvironmentVm.tfResourceType, holderAddress(owner, name));
}

/** Machines and holders are resources of one type: `-disk-` keeps disk `b` of slot `a` apart from slot `a-b`. */
function holderAddress(owner: string, disk: string): string {
  return `${owner}-disk-${disk}`;
}

export function holderName(machine: string, disk: string): string {
  return `${machine}-disk-${disk}`;
}

/** A data disk's serial number, 20 characters: the disk's own, so that it stays when other disks are added or removed. */
function serialOf(machine: string, disk: string): string {
  return `slipway-${hexDigest(12, 'serial', machine, disk)}`;
}

/**
 * By virtio, since only there the serial number is part of the path: for SCSI disks, newer versions of Proxmox VE
 * put the number of the slot in its place.
 */
export function devicePath(machine: string, disk: string): string {
  return `/dev/disk/by-id/virtio-${serialOf(machine, disk)}`;
}

const GIBIBYTE = 2 ** 30;

/** A disk's size as the provider counts it. */
export function gibibytes(size: Size): number {
  return size.toBytes() / GIBIBYTE;
}
