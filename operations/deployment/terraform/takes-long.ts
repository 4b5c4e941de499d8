import { argumentsIn } from '../configured';
import type { StackFolder } from '../stack-folder';
import type { ResourceAt } from './message';

/**
 * What may be in work for long when a stack is applied: all but cloud-init disks, and volumes that no image is uploaded to. In a
 * storage pool, these are made in a moment, or wait for whatever has its lock.
 */
export function takesLongIn(stack: StackFolder): (at: ResourceAt) => boolean {
  const argumentsOf = argumentsIn(stack);
  const isUpload = isUploadIn(stack);
  return (at) => {
    if (at.resourceType === 'libvirt_cloudinit_disk') return false;
    // What the stack has no more is being destroyed.
    return at.resourceType !== 'libvirt_volume' || isUpload(at) || !('name' in argumentsOf(at.address));
  };
}

/** Which of a stack's resources are volumes that an image is uploaded to. */
export function isUploadIn(stack: StackFolder): (at: ResourceAt) => boolean {
  const argumentsOf = argumentsIn(stack);
  return ({ address, resourceType }) =>
    resourceType === 'libvirt_volume' && argumentsOf(address)['source'] !== undefined;
}
