import { Construct } from 'constructs';
import type { HypervisorDriver } from '../hypervisor-driver';
import { ofEachImage } from '../pool-images';
import { devicePath, diskHolder, forgetHolder } from './data-disk';
import { imageFile } from './images';
import { limits, networkLimits } from './limits';
import { createMachine } from './machine';
import { checkNode, type ProxmoxNode } from './node';
import { vmId } from './proxmox-ids';

/** A node of a Proxmox VE cluster, by the provider bpg/proxmox 0.111. */
export function proxmox(node: ProxmoxNode): HypervisorDriver {
  return {
    storagePool: node.datastore,
    emulates: false,
    devicePath,
    storedAs: (machine, disk) => String(vmId(machine, disk)),
    check: (path) => checkNode(node, path),
    limits,
    networkLimits,
    network: (_scope, _address, name, spec) => ({ bridge: spec.kind === 'bridged' ? spec.bridge : name }),
    create: (scope, machines, context) => {
      const imageOf = ofEachImage(machines, (image) => imageFile(scope, image, context, node));
      return machines.map((machine) =>
        createMachine(new Construct(scope, machine.slot.key), machine, imageOf(machine.image), context, node),
      );
    },
    retire: (scope, disks, context) => {
      for (const disk of disks) {
        if (disk.retirement === 'forget') forgetHolder(scope, disk);
        else diskHolder(new Construct(scope, `retired:${disk.address}-${disk.name}`), disk, context, node);
      }
    },
  };
}
