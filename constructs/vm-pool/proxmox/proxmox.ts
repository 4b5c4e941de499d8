import { Construct } from 'constructs';
import type { Hypervisor } from '../hypervisor';
import { plainAddress } from '../plain-address';
import { diskHolder, forgetHolder } from './data-disk';
import { imageFiles } from './images';
import { limits, networkLimits } from './limits';
import { machine } from './machine';
import { checkNode, type ProxmoxNode } from './node';
import { devicePath } from './serial';
import { vmId } from './vm-id';

/** A node of a Proxmox VE cluster, by the provider bpg/proxmox 0.111. */
export function proxmox(node: ProxmoxNode): Hypervisor {
  return {
    storagePool: node.datastore,
    emulates: false,
    devicePath,
    storedAs: (machine, disk) => String(vmId(machine, disk)),
    check: (path) => checkNode(node, path),
    limits,
    networkLimits,
    network: (_scope, _address, name, spec) => ({ bridge: spec.kind === 'bridged' ? spec.bridge : name }),
    create: (scope, machines, at) => {
      const imageOf = imageFiles(scope, machines, at, node);
      return machines.map((it) =>
        plainAddress(machine(new Construct(scope, it.slot.key), it, imageOf(it.image), at, node)),
      );
    },
    retire: (scope, disks, at) => {
      for (const disk of disks) {
        if (disk.fate === 'forget') forgetHolder(scope, disk);
        else diskHolder(new Construct(scope, `retired:${disk.address}-${disk.name}`), disk, at, node);
      }
    },
  };
}
