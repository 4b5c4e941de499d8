import type { Size } from '../constructs/quantities';
import type { MachineImage } from '../constructs/vm-pool';
import type { HostProps, Overcommit } from './capacity';

/** What must be placed, where, and by which rules: plain data of one environment. */
export interface Fleet {
  /** The environment's name, for the paths of findings. */
  readonly environment: string;
  /** In any order. */
  readonly hosts: readonly FleetHost[];
  /** In any order. */
  readonly pools: readonly FleetPool[];
  /** How much more may be promised than the hosts have. @default nothing more */
  readonly overcommit?: Overcommit;
  /** How many hosts may be lost at once, so that their slots fit on the rest by the same rules. @default 0 */
  readonly survives?: { readonly hosts: number };
}

/** A physical server that slots may be placed on. */
export interface FleetHost extends HostProps {
  readonly name: string;
}

/** A set of like machines that need places. */
export interface FleetPool {
  readonly name: string;
  /** The pool's former name: slots that are placed under it stay where they are. @default none */
  readonly formerly?: string;
  /** Virtual CPUs of each machine. */
  readonly cpu: number;
  readonly memory: Size;
  /** Anti-affinity: whether two slots may share a host if nothing else is left (`preferred`), or never (`required`). @default 'preferred' */
  readonly spread?: Spread;
  /** The image of its slots, recorded for those that are new. @default no image is recorded */
  readonly image?: MachineImage;
  readonly slots: readonly FleetSlot[];
}

export type Spread = 'preferred' | 'required';

/** A slot that needs a place. */
export interface FleetSlot {
  readonly key: string;
  /** The host that the environment gives the slot. @default placement chooses */
  readonly host?: string;
}
