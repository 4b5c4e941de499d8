import { Construct } from 'constructs';
import type { Hypervisor } from '../hypervisor';
import { baseVolume } from './volumes';
import { limits } from './limits';
import { machine } from './machine';
import { plainAddress } from './plain-address';
import { devicePath } from './wwn';

/** A physical host under libvirt, by the provider dmacvicar/libvirt 0.8. */
export const libvirt: Hypervisor = {
  devicePath,
  limits,
  create: (scope, machines, at) => {
    const [first] = machines;
    if (first === undefined) return [];
    const base = baseVolume(scope, first.image, at);
    return machines.map((it) => plainAddress(machine(new Construct(scope, it.slot.key), it, base, at)));
  },
};
