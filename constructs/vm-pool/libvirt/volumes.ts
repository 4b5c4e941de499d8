import type { Construct } from 'constructs';
import { shortHash } from '../../../core/text';
import { Volume } from '../../providers/libvirt/volume';
import { claimAddress, forgetAddress, literal, plainAddress, type Triggers } from '../../terraform';
import { hexDigest } from '../digest';
import type { PoolContext } from '../hypervisor-driver';
import type { MachineImage } from '../machine-image';
import type { MachineSpec, OwnedDisk } from '../machines';
import type { RetiredDisk } from '../retirement';

/**
 * The image on the host, which root disks are clones of. Its name holds the digest: libvirt's provider silently takes
 * a volume that is there already, so under a fixed name a new image would never arrive.
 */
export function baseVolume(
  scope: Construct,
  image: MachineImage,
  { pool, prefix, storagePool }: PoolContext,
): Volume {
  const name = `base-${shortHash(image.digest)}`;
  const volume = new Volume(scope, name, {
    name: `${prefix}-${name}`,
    pool: literal(storagePool),
    source: literal(image.source),
    // Told, not guessed from the URL's ending: Ubuntu's qcow2 images end in .img.
    format: 'qcow2',
    // Where the image came from is history: a moved mirror must not replace every machine.
    lifecycle: { ignoreChanges: ['source'] },
  });
  return claimAddress(volume, `${pool}-${name}`);
}

/** A fresh clone for each fingerprint: on the disk of a booted machine, cloud-init's first boot would be over. */
export function rootVolume(
  scope: Construct,
  { slot, address, rootDisk }: MachineSpec,
  base: Volume,
  identity: Triggers,
  { storagePool }: PoolContext,
): Volume {
  const volume = new Volume(scope, 'root', {
    name: `${slot.name}-root`,
    pool: literal(storagePool),
    baseVolumeId: base.id,
    format: 'qcow2',
    size: rootDisk.toBytes(),
    lifecycle: { replaceTriggeredBy: [plainAddress(identity)] },
  });
  return claimAddress(volume, `${address}-root`);
}

export function dataVolume(
  scope: Construct,
  { machine, address, name, size, protect }: OwnedDisk,
  { storagePool }: PoolContext,
): Volume {
  const volume = new Volume(scope, `disk-${name}`, {
    name: volumeName(machine, name),
    pool: literal(storagePool),
    format: 'qcow2',
    size: size.toBytes(),
    // The provider cannot grow a volume: it would put an empty one in its place. `slipway grow` does.
    lifecycle: { ignoreChanges: ['size'], ...(protect ? { preventDestroy: true } : {}) },
  });
  return claimAddress(volume, dataAddress(address, name));
}

/** What a data disk is called in its storage pool. */
export function volumeName(machine: string, disk: string): string {
  return `${machine}-${disk}`;
}

/** Lets a disk leave the state, under whatever name it is there. */
export function forgetDataVolume(scope: Construct, { address, formerAddresses, name }: RetiredDisk): void {
  for (const owner of new Set([address, ...formerAddresses]))
    forgetAddress(scope, Volume.tfResourceType, dataAddress(owner, name));
}

function dataAddress(owner: string, disk: string): string {
  return `${owner}-${disk}`;
}

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
