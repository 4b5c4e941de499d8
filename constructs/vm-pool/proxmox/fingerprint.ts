import type { Construct } from 'constructs';
import { claimAddress, Triggers } from '../../terraform';
import { hexDigest } from '../digest';
import type { MachineSpec } from '../machines';

/**
 * What makes a machine another one although the provider would ignore it, or change it under a system that has booted.
 * Kept part by part, so that a plan says which of them replaces the machine.
 */
export function fingerprint(
  scope: Construct,
  { image, boot, cloudInitDigest, disks, address }: MachineSpec,
): Triggers {
  const resource = new Triggers(scope, 'fingerprint', {
    image: image.digest,
    cloud_init: cloudInitDigest,
    network_config: hexDigest(16, 'network-config', boot.networkConfig),
    // The provider never exchanges the disk behind an interface, and which is behind which follows from their names.
    disks: disks.map(({ name }) => name).join(','),
  });
  return claimAddress(resource, address);
}
