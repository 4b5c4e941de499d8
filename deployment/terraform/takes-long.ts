import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackFolder } from '../stack-folder';
import type { ResourceAt } from './message';

const VOLUME = 'libvirt_volume';

/** What is read of a synthesised stack. */
interface Configured {
  readonly resource?: { readonly [VOLUME]?: Readonly<Record<string, { readonly source?: string }>> };
}

/**
 * What may be in work for long when a stack is applied: all but cloud-init disks, and volumes that no image is uploaded to. In a
 * storage pool, these are made in a moment, or wait for whatever has its lock.
 */
export function takesLongIn({ folder }: StackFolder): (at: ResourceAt) => boolean {
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Configured;
  const volumes = resource?.[VOLUME] ?? {};
  return ({ address, resourceType }) => {
    if (resourceType === 'libvirt_cloudinit_disk') return false;
    const volume = volumes[address.slice(VOLUME.length + 1)];
    return resourceType !== VOLUME || volume === undefined || volume.source !== undefined;
  };
}
