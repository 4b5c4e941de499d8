import type { Ground, Slot } from './ground';
import type { Load } from './load';

/**
 * What a search need not try, since it tried the like of it in vain: a slot on a host where a slot of the same pool led
 * nowhere, or an empty host while another empty host of the same capacity led nowhere.
 */
export class Symmetry {
  /** How many choices above have found a host in vain for a pool. */
  private readonly barred: number[][];

  constructor(
    private readonly ground: Ground,
    private readonly load: Load,
  ) {
    this.barred = Array.from({ length: ground.pools }, () => ground.hosts.map(() => 0));
  }

  /** Whether a slot on a host is unlike everything that failed, the slot's own `failed` hosts included. */
  isNew({ pool }: Slot, host: number, failed: readonly number[]): boolean {
    if ((this.barred[pool]?.[host] ?? 0) > 0) return false;
    return !(this.isEmpty(host) && failed.some((other) => this.isEmpty(other) && this.alike(host, other)));
  }

  /** Notes that a host was tried in vain for a slot. It counts until the slot's choice is given up: {@link forget}. */
  fail(slot: Slot, host: number): void {
    this.count(slot, host, 1);
  }

  forget(slot: Slot, failed: readonly number[]): void {
    for (const host of failed) this.count(slot, host, -1);
  }

  private count({ pool }: Slot, host: number, by: 1 | -1): void {
    const row = this.barred[pool];
    if (row) row[host] = (row[host] ?? 0) + by;
  }

  private isEmpty(host: number): boolean {
    return this.load.on(host).length === 0;
  }

  private alike(one: number, other: number): boolean {
    const [a, b] = [this.ground.hosts[one], this.ground.hosts[other]];
    return a?.cpu === b?.cpu && a?.memory === b?.memory;
  }
}
