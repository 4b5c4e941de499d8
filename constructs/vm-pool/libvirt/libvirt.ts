import { Construct } from 'constructs';
import type { Hypervisor } from '../hypervisor';
import { baseVolumes, dataVolume, forgetDataVolume, volumeName } from './volumes';
import { limits } from './limits';
import { machine } from './machine';
import { libvirtNetwork } from './network';
import { plainAddress } from '../plain-address';
import { devicePath } from './wwn';

/** A physical host under libvirt. */
export interface LibvirtHost {
  readonly kind: 'libvirt';
}

/** A physical host under libvirt, by the provider dmacvicar/libvirt. What is special about it is the provider's matter. */
export function libvirtHost(): LibvirtHost {
  return { kind: 'libvirt' };
}

/** A physical host under libvirt, by the provider dmacvicar/libvirt 0.8. */
export const libvirt: Hypervisor = {
  storagePool: 'default',
  emulates: true,
  devicePath,
  storedAs: volumeName,
  check: () => [],
  limits,
  networkLimits: () => [],
  network: libvirtNetwork,
  create: (scope, machines, at) => {
    const baseOf = baseVolumes(scope, machines, at);
    return machines.map((it) =>
      plainAddress(machine(new Construct(scope, it.slot.key), it, baseOf(it.image), at)),
    );
  },
  retire: (scope, disks, at) => {
    for (const disk of disks) {
      if (disk.fate === 'forget') forgetDataVolume(scope, disk);
      else dataVolume(new Construct(scope, `retired:${disk.address}-${disk.name}`), disk, at);
    }
  },
};
