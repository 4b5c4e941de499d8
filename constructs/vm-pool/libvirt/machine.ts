import type { Construct } from 'constructs';
import { CloudinitDisk } from '../../providers/libvirt/cloudinit-disk';
import { Domain, type DomainNetworkInterface } from '../../providers/libvirt/domain';
import type { Volume } from '../../providers/libvirt/volume';
import { claimAddress, literal, type Triggers } from '../../terraform';
import type { MachineSurroundings, NetworkAttachment } from '../hypervisor';
import type { Machine } from '../machines';
import { plainAddress } from '../plain-address';
import { consoleLog } from './console-log';
import { fingerprint, MACHINE_TYPE } from './fingerprint';
import { dataVolume, rootVolume } from './volumes';
import { wwnOf } from './wwn';

/** The resources of one machine. Root disk and domain go with the fingerprint; data disks stay. */
export function machine(scope: Construct, it: Machine, base: Volume, at: MachineSurroundings): Domain {
  const identity = fingerprint(scope, it, at.network);
  const root = rootVolume(scope, it, base, identity, at);
  const data = it.disks.map((disk) => ({
    volume: dataVolume(
      scope,
      { ...disk, machine: it.slot.name, address: it.address, protect: it.protect },
      at,
    ),
    wwn: wwnOf(it.slot.name, disk.name),
  }));
  const cloudInit = cloudInitDisk(scope, it, at);
  return domain(scope, it, { identity, root, data, cloudInit }, at);
}

function cloudInitDisk(
  scope: Construct,
  { slot, address, boot }: Machine,
  at: MachineSurroundings,
): CloudinitDisk {
  const disk = new CloudinitDisk(scope, 'cloud-init', {
    name: `${slot.name}-cloud-init`,
    pool: at.storagePool,
    userData: literal(boot.userData),
    metaData: boot.metaData,
    networkConfig: boot.networkConfig,
  });
  return claimAddress(disk, address);
}

interface Parts {
  readonly identity: Triggers;
  readonly root: Volume;
  readonly data: readonly { readonly volume: Volume; readonly wwn: string }[];
  readonly cloudInit: CloudinitDisk;
}

function domain(scope: Construct, it: Machine, parts: Parts, at: MachineSurroundings): Domain {
  const { attachment } = at.network;
  const resource = new Domain(scope, 'Resource', {
    name: it.slot.name,
    type: at.emulated ? 'qemu' : 'kvm',
    arch: 'x86_64',
    machine: MACHINE_TYPE,
    cpu: { mode: at.emulated ? 'maximum' : 'host-passthrough' },
    vcpu: it.cpu,
    memory: it.memory.toMebibytes(),
    autostart: true,
    qemuAgent: true,
    cloudinit: parts.cloudInit.id,
    disk: [
      { volumeId: parts.root.id },
      // By SCSI, since only there the provider sets a name by which the machine finds the disk.
      ...parts.data.map(({ volume, wwn }) => ({ volumeId: volume.id, scsi: true, wwn })),
    ],
    networkInterface: [{ ...interfaceOf(attachment), mac: it.slot.mac }],
    console: [{ type: 'pty', targetPort: '0', targetType: 'serial' }],
    // Without it the provider asks for SPICE, which not every QEMU has.
    graphics: { type: 'vnc', listenType: 'address', listenAddress: '127.0.0.1', autoport: true },
    xml: { xslt: consoleLog(it.slot.name) },
    lifecycle: { replaceTriggeredBy: replacedWith(parts, attachment) },
  });
  return claimAddress(resource, it.address);
}

function interfaceOf(attachment: NetworkAttachment): DomainNetworkInterface {
  if ('bridge' in attachment) return { bridge: attachment.bridge };
  return 'network' in attachment
    ? { networkId: attachment.network.id }
    : { networkName: attachment.networkName };
}

/**
 * The fingerprint, and everything the domain refers to: for a disk or a network that is made anew, even under its
 * old name, the provider plans an update in place and makes none, and the machine runs on a deleted disk.
 */
function replacedWith({ identity, root, data, cloudInit }: Parts, attachment: NetworkAttachment): string[] {
  const network = 'network' in attachment ? [attachment.network] : [];
  const referred = [root, ...data.map(({ volume }) => volume), cloudInit, ...network];
  return [plainAddress(identity), ...referred.map((resource) => `${plainAddress(resource)}.id`)];
}
