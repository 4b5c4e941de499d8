import { hexDigest } from '../digest';

/** A data disk's serial number, 20 characters: the disk's own, so that it stays when other disks are added or removed. */
export function serialOf(machine: string, disk: string): string {
  return `slipway-${hexDigest(12, 'serial', machine, disk)}`;
}

/**
 * By virtio, since only there the serial number is part of the path: for SCSI disks, newer versions of Proxmox VE
 * put the number of the slot in its place.
 */
export function devicePath(machine: string, disk: string): string {
  return `/dev/disk/by-id/virtio-${serialOf(machine, disk)}`;
}
