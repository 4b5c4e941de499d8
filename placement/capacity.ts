import type { Size } from '../constructs/quantities';
import type { Resources } from '../core/record';

export type { Resources };

/** What is true of a physical server, whatever its hypervisor. */
export interface HostProps {
  /** Processor cores. */
  readonly cores: number;
  /** Physical memory. */
  readonly memory: Size;
  /** What fails together with it: a rack, a power feed. @default nothing: the host fails alone */
  readonly failureDomain?: string;
  /** What the host keeps for itself; it is not overcommitted. @default nothing */
  readonly reserve?: { readonly cpu?: number; readonly memory?: Size };
  /** True to drain the host: what runs there moves to other hosts, and nothing is placed there. @default false */
  readonly drained?: boolean;
}

/** How much more may be promised to machines than the hosts have. */
export interface Overcommit {
  /** Virtual CPUs per core. @default 1 */
  readonly cpu?: number;
  /** Promised memory per real memory. @default 1 */
  readonly memory?: number;
}

export const NO_RESOURCES: Resources = { cpu: 0, memoryBytes: 0 };

/**
 * What a host may promise to machines: its cores and memory, less its reserve, times the overcommit. A drained host may
 * promise nothing, since no slot may stay there.
 */
export function capacityOf(
  { cores, memory, reserve = {}, drained = false }: HostProps,
  overcommit: Overcommit = {},
): Resources {
  if (drained) return NO_RESOURCES;
  return {
    cpu: overcommitted(cores - (reserve.cpu ?? 0), overcommit.cpu),
    memoryBytes: overcommitted(memory.toBytes() - (reserve.memory?.toBytes() ?? 0), overcommit.memory),
  };
}

/**
 * In whole units, since no machine takes a part of a virtual CPU or of a byte. Binary fractions miss decimal ones by a hair
 * (100 × 0.29 is 28.999999999999996), so what lies beyond the 15 digits that they hold for sure does not count.
 */
function overcommitted(amount: number, ratio = 1): number {
  return Math.floor(Number((Math.max(0, amount) * ratio).toPrecision(15)));
}

/** The sum of what machines take. */
export function totalOf(amounts: readonly Resources[]): Resources {
  return amounts.reduce(
    (sum, { cpu, memoryBytes }) => ({ cpu: sum.cpu + cpu, memoryBytes: sum.memoryBytes + memoryBytes }),
    NO_RESOURCES,
  );
}

/** Whether what is needed fits in what is free. */
export function fits(needed: Resources, free: Resources): boolean {
  return needed.cpu <= free.cpu && needed.memoryBytes <= free.memoryBytes;
}
