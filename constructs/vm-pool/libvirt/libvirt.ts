import { Construct } from 'constructs';
import { type Finding, problem } from '../../../core/findings';
import type { HypervisorDriver } from '../hypervisor-driver';
import { ofEachImage, poolImages } from '../pool-images';
import type { PoolSpec } from '../pool-spec';
import { createMachine } from './machine';
import { libvirtNetwork } from './network';
import { baseVolume, dataVolume, devicePath, forgetDataVolume, volumeName } from './volumes';

/** A physical host under libvirt, as machines run on it. */
export interface LibvirtHost {
  readonly kind: 'libvirt';
}

/**
 * A physical host under libvirt, by the provider dmacvicar/libvirt. How to connect to it is the provider's configuration.
 *
 * @see https://registry.terraform.io/providers/dmacvicar/libvirt/latest/docs
 * @example
 * new MachineNetwork(this, 'lan', {
 *   identity: 'shop/prod',
 *   spec: nat({ cidr: '10.20.0.0/24' }),
 *   hypervisor: libvirtHost(),
 * });
 */
export function libvirtHost(): LibvirtHost {
  return { kind: 'libvirt' };
}

/** A physical host under libvirt, by the provider dmacvicar/libvirt 0.8. */
export const libvirt: HypervisorDriver = {
  storagePool: 'default',
  emulates: true,
  devicePath,
  storedAs: volumeName,
  check: () => [],
  limits,
  networkLimits: () => [],
  network: libvirtNetwork,
  create: (scope, machines, context) => {
    const baseOf = ofEachImage(machines, (image) => baseVolume(scope, image, context));
    return machines.map((machine) =>
      createMachine(new Construct(scope, machine.slot.key), machine, baseOf(machine.image), context),
    );
  },
  retire: (scope, disks, context) => {
    for (const disk of disks) {
      if (disk.retirement === 'forget') forgetDataVolume(scope, disk);
      else dataVolume(new Construct(scope, `retired:${disk.address}-${disk.name}`), disk, context);
    }
  },
};

/** What a pool asks for that the libvirt provider 0.8 cannot do. */
function limits(spec: PoolSpec, path: string): readonly Finding[] {
  return poolImages(spec, path)
    .filter(({ image }) => image.architecture !== 'amd64')
    .map((named) =>
      problem({
        rule: 'vm-pool/architecture',
        path: `${named.path}.architecture`,
        message: 'must be amd64 under libvirt',
        value: named.image.architecture,
        advice:
          "The provider attaches cloud-init's disk by IDE, which arm64 machines do not have: use an amd64 image and host.",
      }),
    );
}
