import type { Construct } from 'constructs';
import { CloudinitDisk } from '../../providers/libvirt/cloudinit-disk';
import { Domain, type DomainNetworkInterface } from '../../providers/libvirt/domain';
import type { Volume } from '../../providers/libvirt/volume';
import { claimAddress, literal, plainAddress, Triggers } from '../../terraform';
import { hexDigest } from '../digest';
import type { AttachedNetwork, NetworkAttachment, PoolContext } from '../hypervisor-driver';
import type { MachineSpec } from '../machines';
import { dataVolume, rootVolume, wwnOf } from './volumes';

/** The resources of one machine. Root disk and domain go with the fingerprint; data disks stay. */
export function createMachine(
  scope: Construct,
  machine: MachineSpec,
  base: Volume,
  context: PoolContext,
): Domain {
  const identity = fingerprint(scope, machine, context.network);
  const root = rootVolume(scope, machine, base, identity, context);
  const data = machine.disks.map((disk) => ({
    volume: dataVolume(
      scope,
      { ...disk, machine: machine.slot.name, address: machine.address, protect: machine.protect },
      context,
    ),
    wwn: wwnOf(machine.slot.name, disk.name),
  }));
  const cloudInit = cloudInitDisk(scope, machine, context);
  return domain(scope, machine, { identity, root, data, cloudInit }, context);
}

function cloudInitDisk(
  scope: Construct,
  { slot, address, boot }: MachineSpec,
  context: PoolContext,
): CloudinitDisk {
  const disk = new CloudinitDisk(scope, 'cloud-init', {
    name: `${slot.name}-cloud-init`,
    pool: literal(context.storagePool),
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

function domain(scope: Construct, machine: MachineSpec, parts: Parts, context: PoolContext): Domain {
  const { attachment } = context.network;
  const resource = new Domain(scope, 'Resource', {
    name: machine.slot.name,
    type: context.emulated ? 'qemu' : 'kvm',
    arch: 'x86_64',
    machine: MACHINE_TYPE,
    cpu: { mode: context.emulated ? 'maximum' : 'host-passthrough' },
    vcpu: machine.cpu,
    memory: machine.memory.toMebibytes(),
    autostart: true,
    qemuAgent: true,
    cloudinit: parts.cloudInit.id,
    disk: [
      { volumeId: parts.root.id },
      // By SCSI, since only there the provider sets a name by which the machine finds the disk.
      ...parts.data.map(({ volume, wwn }) => ({ volumeId: volume.id, scsi: true, wwn })),
    ],
    networkInterface: [{ ...interfaceOf(attachment), mac: machine.slot.mac }],
    console: [{ type: 'pty', targetPort: '0', targetType: 'serial' }],
    // Without it the provider asks for SPICE, which not every QEMU has.
    graphics: { type: 'vnc', listenType: 'address', listenAddress: '127.0.0.1', autoport: true },
    xml: { xslt: consoleLog(machine.slot.name) },
    lifecycle: { replaceTriggeredBy: replacedWith(parts, attachment) },
  });
  return claimAddress(resource, machine.address);
}

function interfaceOf(attachment: NetworkAttachment): DomainNetworkInterface {
  if ('bridge' in attachment) return { bridge: attachment.bridge };
  return 'network' in attachment
    ? { networkId: attachment.network.id }
    : { networkName: literal(attachment.networkName) };
}

/**
 * The fingerprint, and everything the domain refers to: when a disk or a network is replaced, even under its
 * old name, the provider plans an update in place and makes none, and the machine runs on a deleted disk.
 */
function replacedWith({ identity, root, data, cloudInit }: Parts, attachment: NetworkAttachment): string[] {
  const network = 'network' in attachment ? [attachment.network] : [];
  const referred = [root, ...data.map(({ volume }) => volume), cloudInit, ...network];
  return [plainAddress(identity), ...referred.map((resource) => `${plainAddress(resource)}.id`)];
}

/** IDE, which the provider attaches cloud-init's disk by, exists on no newer machine type. */
const MACHINE_TYPE = 'pc';

/**
 * What makes a machine another one although the provider would change it in place, or show a change and make none.
 * Kept part by part, so that a plan says which of them replaces the machine.
 */
function fingerprint(scope: Construct, machine: MachineSpec, network: AttachedNetwork): Triggers {
  const { image, slot, boot } = machine;
  const resource = new Triggers(scope, 'fingerprint', {
    image: image.digest,
    cloud_init: machine.cloudInitDigest,
    network_config: hexDigest(16, 'network-config', boot.networkConfig),
    network: literal(network.attachedTo),
    mac: slot.mac,
    address: slot.address,
    machine: MACHINE_TYPE,
  });
  return claimAddress(resource, machine.address);
}

const LOGS = '/var/log/libvirt/qemu';

/**
 * The stylesheet that has the host keep what a machine prints on its serial console, beside its other logs: the one
 * place that says why a machine never came up. The provider has no argument for it.
 */
function consoleLog(machine: string): string {
  return `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output omit-xml-declaration="yes"/>
  <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
  <xsl:template match="devices/console">
    <xsl:copy><xsl:apply-templates select="@*|node()"/><log file="${LOGS}/${machine}.console.log" append="on"/></xsl:copy>
  </xsl:template>
</xsl:stylesheet>
`;
}
