import type { Size } from '../constructs/quantities';
import type { MachineImage } from '../constructs/vm-pool';

/** What must be placed, where it may be placed, and by which rules: plain data of one environment. */
export interface Fleet {
  /** The environment's name, for the paths of findings. */
  readonly environment: string;
  readonly hosts: readonly HostRoom[];
  readonly pools: readonly PoolNeeds[];
  readonly overcommit?: Overcommit;
  /** How many hosts may be lost at once, so that their slots fit on the rest by the same rules. @default 0 */
  readonly survives?: { readonly hosts: number };
}

/** A physical server, and what of it machines may have. */
export interface HostRoom {
  readonly name: string;
  /** Processor cores. */
  readonly cores: number;
  readonly memory: Size;
  /** What fails together: a rack, a power feed. @default the host is a domain of its own */
  readonly failureDomain?: string;
  /** What the host keeps for itself; it is not overcommitted. @default nothing */
  readonly reserve?: { readonly cpu?: number; readonly memory?: Size };
  /** True for a host that is to be emptied: what runs there moves, and nothing is placed there. @default false */
  readonly emptied?: boolean;
}

/** How much more than a host has may be promised to its machines. */
export interface Overcommit {
  /** Virtual CPUs a core. @default 1 */
  readonly cpu?: number;
  /** Promised memory over real memory. @default 1 */
  readonly memory?: number;
}

/** A set of like machines, and what each needs. */
export interface PoolNeeds {
  readonly name: string;
  /** The pool's former name: slots that are placed under it keep their place. @default none */
  readonly formerly?: string;
  /** Virtual CPUs of each machine. */
  readonly cpu: number;
  readonly memory: Size;
  /** Whether two slots may share a host when nothing else is left (`preferred`), or never (`required`). @default 'preferred' */
  readonly spread?: Spread;
  /** What its slots are to run: recorded for those that are new. @default nothing is recorded of images */
  readonly image?: MachineImage;
  readonly slots: readonly SlotWish[];
}

export type Spread = 'preferred' | 'required';

export interface SlotWish {
  readonly key: string;
  /** The host that the environment gives the slot. @default placement chooses */
  readonly host?: string;
}
