import type { Size } from '../constructs/quantities';

export interface LibvirtProps {
  /**
   * The libvirt connection, e.g. `qemu:///system` or `qemu+ssh://ops@rack1-a/system?keyfile=…`. No password: the URI
   * stands in the synthesised files.
   */
  readonly uri: string;
  /** Processor cores of the host. */
  readonly cores: number;
  /** Memory of the host. */
  readonly memory: Size;
  /** The libvirt storage pool for disks and images. @default 'default' */
  readonly storagePool?: string;
  /** True where the host has no KVM: machines run under emulation, many times slower. @default false */
  readonly emulated?: boolean;
}

/** One connection to a hypervisor, with the physical host behind it. */
export type Hypervisor = Readonly<LibvirtProps> & { readonly kind: 'libvirt' };

/** A physical server under libvirt. */
export function libvirt(props: LibvirtProps): Hypervisor {
  return { kind: 'libvirt', ...props };
}

/** How much more than a host has may be promised to its machines. */
export interface Overcommit {
  /** Virtual CPUs a core. @default 1 */
  readonly cpu?: number;
  /** Promised memory over real memory. @default 1 */
  readonly memory?: number;
}
