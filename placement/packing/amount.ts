import type { HostRoom, Overcommit } from '../fleet';

/** Virtual CPUs and bytes of memory. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
}

/** What a host may promise: what it does not keep for itself, under the overcommit. Nothing where it is to be emptied. */
export function capacityOf(
  { cores, memory, reserve, emptied = false }: HostRoom,
  { cpu = 1, memory: ratio = 1 }: Overcommit = {},
): Amount {
  if (emptied) return { cpu: 0, memory: 0 };
  return {
    cpu: promised(cores - (reserve?.cpu ?? 0), cpu),
    memory: promised(memory.toBytes() - (reserve?.memory?.toBytes() ?? 0), ratio),
  };
}

/** Rounded down, but for what binary fractions lose: 29 % of 100 is 28.999999999999996. */
function promised(amount: number, ratio: number): number {
  return Math.floor(Math.max(0, amount) * ratio * (1 + 1e-12));
}
