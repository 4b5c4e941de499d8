import type { DataResource } from 'cdktf';
import type { Construct } from 'constructs';
import { Volume } from '../../../providers/libvirt/volume';
import { claimAddress, literal } from '../../terraform';
import type { MachineSurroundings } from '../hypervisor';
import { type MachineImage, shortDigest } from '../machine-image';
import type { DataDisk, Machine } from '../machines';
import { plainAddress } from './plain-address';

/**
 * The image on the host, which root disks are clones of. Its name holds the digest: libvirt's provider silently takes
 * a volume that is there already, so under a fixed name a new image would never arrive.
 */
export function baseVolume(
  scope: Construct,
  image: MachineImage,
  { pool, prefix, storagePool }: MachineSurroundings,
): Volume {
  const name = `base-${shortDigest(image)}`;
  const volume = new Volume(scope, name, {
    name: `${prefix}-${name}`,
    pool: storagePool,
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
  { slot, address, rootDisk }: Machine,
  base: Volume,
  identity: DataResource,
  { storagePool }: MachineSurroundings,
): Volume {
  const volume = new Volume(scope, 'root', {
    name: `${slot.name}-root`,
    pool: storagePool,
    baseVolumeId: base.id,
    format: 'qcow2',
    size: rootDisk.toBytes(),
    lifecycle: { replaceTriggeredBy: [plainAddress(identity)] },
  });
  return claimAddress(volume, `${address}-root`);
}

export function dataVolume(
  scope: Construct,
  { slot, address, protect }: Machine,
  { name, size }: DataDisk,
  { storagePool }: MachineSurroundings,
): Volume {
  const volume = new Volume(scope, `disk-${name}`, {
    name: `${slot.name}-${name}`,
    pool: storagePool,
    format: 'qcow2',
    size: size.toBytes(),
    // The provider cannot grow a volume: it would put an empty one in its place.
    lifecycle: { ignoreChanges: ['size'], ...(protect ? { preventDestroy: true } : {}) },
  });
  return claimAddress(volume, `${address}-${name}`);
}
