import type { Construct } from 'constructs';
import { claimAddress, Triggers } from '../../terraform';
import { hexDigest } from '../digest';
import type { AttachedNetwork } from '../hypervisor-driver';
import type { MachineSpec } from '../machines';

/** IDE, which the provider attaches cloud-init's disk by, exists on no newer machine type. */
export const MACHINE_TYPE = 'pc';

/**
 * What makes a machine another one although the provider would change it in place, or show a change and make none.
 * Kept part by part, so that a plan says which of them replaces the machine.
 */
export function fingerprint(scope: Construct, machine: MachineSpec, network: AttachedNetwork): Triggers {
  const { image, slot, boot } = machine;
  const resource = new Triggers(scope, 'fingerprint', {
    image: image.digest,
    cloud_init: machine.cloudInitDigest,
    network_config: hexDigest(16, 'network-config', boot.networkConfig),
    network: network.attachedTo,
    mac: slot.mac,
    address: slot.address,
    machine: MACHINE_TYPE,
  });
  return claimAddress(resource, machine.address);
}
