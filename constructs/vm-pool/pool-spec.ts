import type { AddressRange } from '../../core/network';
import type { Size } from '../quantities';
import type { CloudInit } from './cloud-init';
import type { MachineImage } from './machine-image';
import type { NetworkSpec } from './network';

/**
 * What happens to the data disks of a retired slot, or to one disk that all slots retire.
 * - `keep`: they stay in the stack as they are, without a machine, and protected if the pool is.
 * - `forget`: they stay on the host and leave the stack's state. From then on they are yours to delete.
 * - `destroy`: they are destroyed.
 */
export type Retirement = 'keep' | 'forget' | 'destroy';

/** From the one that keeps most to the one that keeps least. */
export const RETIREMENTS = ['keep', 'forget', 'destroy'] as const satisfies readonly Retirement[];

/** One stable place in a pool. Its name, MAC and address never depend on its neighbours. */
export interface SlotProps {
  /** An index (`0`, `12`), whose address is that far into the pool's range, or a name (`db`). Never reused for another place. */
  readonly key: string;
  /**
   * The slot's address, inside the pool's range.
   * @default for an index, the range's start plus the index; for a name, one by hash in the upper half of the range
   */
  readonly address?: string;
  /** The slot's IPv6 address, inside the pool's range of them. @default as for `address` */
  readonly address6?: string;
  /**
   * What this slot's root disk starts from, while a roll has not reached it or has gone ahead with it: a pool whose
   * slots run two images is a normal state. Other slots do not change with it.
   * @default the pool's image
   */
  readonly image?: MachineImage;
}

/** A disk that holds data. It is a resource of its own and outlives the machine. */
export interface DiskProps {
  /** In whole mebibytes. A disk that exists is grown by `slipway grow`, and by nothing else; it never shrinks. */
  readonly size: Size;
  /** Where the machine mounts it; it is formatted first if, and only if, it is blank. @default neither formatted nor mounted */
  readonly mountPath?: string;
  /** What a blank disk is formatted with. For xfs the image must have xfsprogs, and the disk 300 MiB. @default 'ext4' */
  readonly fileSystem?: 'ext4' | 'xfs';
  /** Takes the disk out of all machines, and says what happens to it in each. @default it is in service */
  readonly retired?: Retirement;
}

/** What a pool is, whatever hypervisor it runs on. */
export interface PoolSpec {
  /** Whose pool it is, e.g. `shop/prod`: with pool and slot, names, MACs and addresses derive from it. */
  readonly identity: string;
  /** The pool's name. */
  readonly pool: string;
  /**
   * The names that the pool had before, the oldest first. Machines, disks and addresses keep the names that derive from the oldest,
   * and Terraform moves its resources to the new name. Keep the list for as long as the pool exists.
   *
   * @default none: it was never renamed
   */
  readonly formerly?: string | readonly string[];
  /** A number n for the slots 0 to n-1, or the slots themselves. */
  readonly slots: number | readonly (string | SlotProps)[];
  /** Slots that were taken out of service → what happens to their data disks. Such a key is never a slot again. @default none */
  readonly retired?: Readonly<Record<string, Retirement>>;
  /** Virtual CPUs of each machine. */
  readonly cpu: number;
  /** Memory of each machine, in whole mebibytes. */
  readonly memory: Size;
  /** What root disks start from, unless their slot says otherwise. */
  readonly image: MachineImage;
  /** The size of the root disk, at least the image's, in whole mebibytes. @default Size.gibibytes(20) */
  readonly rootDisk?: Size;
  /** Disks that hold data, by name. @default none */
  readonly disks?: Readonly<Record<string, DiskProps>>;
  /** The network that its machines are connected to. */
  readonly network: NetworkSpec;
  /** The pool's own range inside the network: a CIDR block, or `{ from, to }`. */
  readonly addresses: AddressRange;
  /** The pool's own range of IPv6 addresses, inside the network's IPv6 block. @default none: machines have no IPv6 address */
  readonly addresses6?: AddressRange;
  /** What a machine does at its first boot. @default no user can log in, nothing is installed */
  readonly cloudInit?: CloudInit;
  /**
   * Whether Terraform refuses to destroy data disks.
   *
   * @default false
   * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
   */
  readonly protect?: boolean;
}
