import { Token } from '../../cdktf';
import type { Construct } from 'constructs';
import type { DownloadFile } from '../../providers/proxmox/download-file';
import {
  VirtualEnvironmentVm,
  type VirtualEnvironmentVmDisk,
  type VirtualEnvironmentVmInitialization,
  type VirtualEnvironmentVmNetworkDevice,
} from '../../providers/proxmox/virtual-environment-vm';
import { claimAddress, plainAddress, Triggers } from '../../terraform';
import { hexDigest } from '../digest';
import type { PoolContext } from '../hypervisor-driver';
import type { MachineSpec } from '../machines';
import { attached, diskHolder, gibibytes } from './data-disk';
import type { ProxmoxNode } from './node';
import { vmId } from './proxmox-ids';
import { snippets } from './snippets';

/** The resources of one machine. The machine goes with the fingerprint, its root disk with it; data disks stay. */
export function createMachine(
  scope: Construct,
  machine: MachineSpec,
  image: DownloadFile,
  context: PoolContext,
  node: ProxmoxNode,
): VirtualEnvironmentVm {
  const { name, mac } = machine.slot;
  const identity = fingerprint(scope, machine);
  const holders = machine.disks.map((disk) =>
    diskHolder(
      scope,
      { ...disk, machine: name, address: machine.address, protect: machine.protect },
      context,
      node,
    ),
  );
  const resource = new VirtualEnvironmentVm(scope, 'Resource', {
    name,
    tags: ['slipway'],
    nodeName: node.node,
    vmId: vmId(name),
    machine: 'q35',
    operatingSystem: { type: 'l26' },
    cpu: { cores: machine.cpu, type: node.cpuType },
    memory: { dedicated: machine.memory.toMebibytes() },
    scsiHardware: 'virtio-scsi-single',
    bootOrder: ['scsi0'],
    disk: [
      rootDisk(machine, image, context),
      ...machine.disks.flatMap((disk, position) => {
        const holder = holders[position];
        return holder === undefined ? [] : [attached(holder, name, disk.name, position)];
      }),
    ],
    initialization: cloudInit(scope, machine, context, node),
    networkDevice: [networkCard(mac, context)],
    serialDevice: [{ device: 'socket' }],
    // Addresses are known: waiting for the agent to tell them would only make every plan slower.
    ...(node.guestAgent ? { agent: { enabled: true, waitForIp: { disabled: true } } } : {}),
    onBoot: true,
    stopOnDestroy: true,
    // A replaced machine has the same id: it must stay in its backup jobs.
    purgeOnDestroy: false,
    deleteUnreferencedDisksOnDestroy: false,
    lifecycle: {
      // A disk grows with its holder; here the provider would refuse to resize what the machine does not own.
      ignoreChanges: holders.map((_, position) => `disk[${position + 1}].size`),
      replaceTriggeredBy: [plainAddress(identity), ...holders.map((holder) => `${plainAddress(holder)}.id`)],
    },
  });
  return claimAddress(resource, machine.address);
}

function rootDisk(
  { rootDisk: size }: MachineSpec,
  image: DownloadFile,
  { storagePool }: PoolContext,
): VirtualEnvironmentVmDisk {
  return {
    interface: 'scsi0',
    datastoreId: storagePool,
    importFromAttribute: image.id,
    size: gibibytes(size),
    discard: 'on',
    iothread: true,
  };
}

/** In full: of a list that the provider has in place of a block, Terraform wants every part. `enabled` is deprecated. */
function networkCard(mac: string, { network }: PoolContext): VirtualEnvironmentVmNetworkDevice {
  return {
    bridge: network.attachedTo,
    macAddress: mac,
    model: 'virtio',
    enabled: Token.nullValue(),
    disconnected: false,
    firewall: false,
    mtu: 0,
    queues: 0,
    rateLimit: 0,
    trunks: '',
    vlanId: 0,
  };
}

function cloudInit(
  scope: Construct,
  machine: MachineSpec,
  { storagePool }: PoolContext,
  node: ProxmoxNode,
): VirtualEnvironmentVmInitialization {
  const { userData, metaData, networkConfig } = snippets(scope, machine, node);
  return {
    datastoreId: storagePool,
    // Kernels made for clouds drive no AHCI, behind which this machine type's IDE drives are.
    interface: 'scsi1',
    userDataFileId: userData.id,
    metaDataFileId: metaData.id,
    networkDataFileId: networkConfig.id,
  };
}

/**
 * What makes a machine another one although the provider would ignore it, or change it under a system that has booted.
 * Kept part by part, so that a plan says which of them replaces the machine.
 */
function fingerprint(
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
