import type { Load } from './load';
import type { PackingProblem, Slot } from './problem';

/**
 * What a search need not try, since something equivalent failed: a slot on a host where a slot of the same pool failed, or
 * an empty host where another empty host of the same capacity failed.
 */
export class Symmetry {
  /** By pool and host: how many of the open choices have failed there. */
  private readonly failures: number[][];

  constructor(
    private readonly problem: PackingProblem,
    private readonly load: Load,
  ) {
    this.failures = Array.from({ length: problem.pools }, () => problem.hosts.map(() => 0));
  }

  /** Whether a slot on a host is equivalent to nothing that failed, including the slot's own `failed` hosts. */
  isNew({ pool }: Slot, host: number, failed: readonly number[]): boolean {
    if ((this.failures[pool]?.[host] ?? 0) > 0) return false;
    return !(this.isEmpty(host) && failed.some((other) => this.isEmpty(other) && this.alike(host, other)));
  }

  /** Notes that a host failed for a slot. It counts until the search gives up the slot's choice: {@link forget}. */
  fail(slot: Slot, host: number): void {
    this.count(slot, host, 1);
  }

  forget(slot: Slot, failed: readonly number[]): void {
    for (const host of failed) this.count(slot, host, -1);
  }

  private count({ pool }: Slot, host: number, by: 1 | -1): void {
    const row = this.failures[pool];
    if (row) row[host] = (row[host] ?? 0) + by;
  }

  private isEmpty(host: number): boolean {
    return this.load.on(host).length === 0;
  }

  private alike(one: number, other: number): boolean {
    const [a, b] = [this.problem.hosts[one], this.problem.hosts[other]];
    return a?.cpu === b?.cpu && a?.memoryBytes === b?.memoryBytes;
  }
}
