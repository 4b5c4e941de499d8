import { hexDigest } from '../digest';

/**
 * The world wide name of a data disk: of format 5, in the prefix of QEMU's machines, and the disk's own hash. It
 * stays when disks are added or removed, unlike /dev/sdb, and is the only serial that the provider lets us set.
 */
export function wwnOf(slot: string, disk: string): string {
  return `5525400${hexDigest(9, 'wwn', slot, disk)}`;
}

export function devicePath(slot: string, disk: string): string {
  return `/dev/disk/by-id/wwn-0x${wwnOf(slot, disk)}`;
}
