import { given } from '../constructs/shape';
import {
  type HypervisorTarget,
  libvirtHost,
  proxmoxNode,
  type ProxmoxNodeProps,
} from '../constructs/vm-pool';
import type { HostProps } from '../placement';
import type { LibvirtConnection } from './libvirt-connection';

/** A physical server under libvirt, and how to connect to it. */
export interface LibvirtProps extends HostProps {
  /**
   * The libvirt connection: {@link qemuSsh}, or a URI such as `qemu:///system` or
   * `qemu+ssh://ops@rack1-a/system`. No password: it stands in the synthesised files.
   */
  readonly uri: string | LibvirtConnection;
  /** The libvirt storage pool for disks and images. @default 'default' */
  readonly storagePool?: string;
  /** True where the host has no KVM: machines run under emulation, many times slower. @default false */
  readonly emulated?: boolean;
}

/** A node of a Proxmox VE cluster. Each node that runs machines is described: they all have the cluster's endpoint. */
export interface ProxmoxProps extends ProxmoxNodeProps, HostProps {
  /**
   * The cluster's API, such as `https://pve.example.com:8006/`. The credentials are in the environment of the Terraform run:
   * `PROXMOX_VE_API_TOKEN`.
   *
   * @see https://pve.proxmox.com/wiki/Proxmox_VE_API
   */
  readonly endpoint: string;
  /** The user that uploads cloud-init's files to the node by SSH. @default `PROXMOX_VE_SSH_USERNAME` of the Terraform run */
  readonly sshUser?: string;
}

/** The hypervisor that {@link libvirt} returns. */
export type LibvirtHypervisor = Readonly<Omit<LibvirtProps, 'uri'>> &
  LibvirtConnection & { readonly kind: 'libvirt' };
/** The hypervisor that {@link proxmox} returns. */
export type ProxmoxHypervisor = Readonly<ProxmoxProps> & {
  readonly kind: 'proxmox';
  /** Which server it is, whatever the kind: two environments that name one share its room. */
  readonly uri: string;
};

/** One connection to a hypervisor, with the physical host behind it. */
export type Hypervisor = LibvirtHypervisor | ProxmoxHypervisor;

/**
 * A physical server under libvirt.
 *
 * @see https://libvirt.org/uri.html
 * @example
 * libvirt({
 *   uri: 'qemu+ssh://ops@rack1-a/system',
 *   cores: 32,
 *   memory: Size.gibibytes(256),
 *   failureDomain: 'rack1',
 * });
 */
export function libvirt(props: LibvirtProps): LibvirtHypervisor {
  const { uri, ...rest } = given(props);
  return { kind: 'libvirt', ...rest, ...(typeof uri === 'string' ? { uri } : uri) };
}

/**
 * A physical server that is a node of a Proxmox VE cluster.
 *
 * @see https://registry.terraform.io/providers/bpg/proxmox/latest/docs
 * @example
 * proxmox({
 *   endpoint: 'https://pve.example.com:8006/',
 *   node: 'pve1',
 *   datastore: 'local-lvm',
 *   cores: 32,
 *   memory: Size.gibibytes(256),
 * });
 */
export function proxmox(props: ProxmoxProps): ProxmoxHypervisor {
  const { endpoint, node }: { readonly endpoint: unknown; readonly node: unknown } = given(props);
  return { kind: 'proxmox', uri: `${String(endpoint).replace(/\/*$/, '/')}#${String(node)}`, ...props };
}

type Targets = {
  readonly [K in Hypervisor['kind']]: (hypervisor: Extract<Hypervisor, { kind: K }>) => HypervisorTarget;
};

const TARGETS: Targets = { libvirt: libvirtHost, proxmox: proxmoxNode };

/** The hypervisor as pools take it. */
export function targetOf(hypervisor: Hypervisor): HypervisorTarget {
  return (TARGETS[hypervisor.kind] as (hypervisor: Hypervisor) => HypervisorTarget)(hypervisor);
}
