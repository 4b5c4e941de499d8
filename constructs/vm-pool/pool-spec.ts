import type { Size } from '../quantities';
import type { AddressRange } from './address-range';
import type { CloudInit } from './cloud-init';
import type { MachineImage } from './machine-image';
import type { NetworkSpec } from './network-spec';

/** One stable place in a pool. Its name, MAC and address never depend on its neighbours. */
export interface SlotProps {
  /** An index (`0`, `12`), whose address is that far into the pool's range, or a name (`db`). Never reused for another place. */
  readonly key: string;
  /**
   * The slot's address, inside the pool's range.
   * @default for an index, the range's start plus the index; for a name, one by hash in the upper half of the range
   */
  readonly address?: string;
}

/** A disk that holds data. It is a resource of its own and outlives the machine. */
export interface DiskProps {
  /** In whole mebibytes. Fixed once the disk exists: growing it is a hand's work (see docs/vm-pool.md). */
  readonly size: Size;
  /** Where the machine mounts it; it is formatted first if, and only if, it is blank. @default neither formatted nor mounted */
  readonly mountPath?: string;
  /** What a blank disk is formatted with. @default 'ext4' */
  readonly fileSystem?: 'ext4' | 'xfs';
}

/** What a pool is, whatever hypervisor it runs on. */
export interface PoolSpec {
  /** Whose pool it is, e.g. `shop/prod`: with pool and slot, names, MACs and addresses derive from it. */
  readonly identity: string;
  /** The pool's name. */
  readonly pool: string;
  /** A number n for the slots 0 to n-1, or the slots themselves. */
  readonly slots: number | readonly (string | SlotProps)[];
  /** Virtual CPUs of each machine. */
  readonly cpu: number;
  /** Memory of each machine, in whole mebibytes. */
  readonly memory: Size;
  /** What root disks start from. */
  readonly image: MachineImage;
  /** The size of the root disk, at least the image's, in whole mebibytes. @default Size.gibibytes(20) */
  readonly rootDisk?: Size;
  /** Disks that hold data, by name. @default none */
  readonly disks?: Readonly<Record<string, DiskProps>>;
  readonly network: NetworkSpec;
  /** The pool's own range inside the network. */
  readonly addresses: AddressRange;
  /** What a machine does at its first boot. @default no user can log in, nothing is installed */
  readonly cloudInit?: CloudInit;
  /** Whether Terraform refuses to destroy data disks. @default false */
  readonly protect?: boolean;
}
