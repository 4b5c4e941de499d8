import type { Ground, Slot } from './ground';

/** Something that slots are put on and taken from again, the last one first. */
export interface Stackable {
  /** Puts a slot on a host, or answers false and changes nothing where a rule would be broken. */
  put(slot: Slot, host: number): boolean;
  /** Takes the slot that was put last. */
  undo(): void;
}

/** What each host has promised, and which slots are on it. */
export class Load implements Stackable {
  private readonly cpu: number[];
  private readonly memory: number[];
  private readonly closed: boolean[];
  private readonly onHosts: Slot[][];
  private readonly poolOnHost: number[][];
  private readonly poolInDomain: number[][];
  private readonly trail: number[] = [];

  constructor(private readonly ground: Ground) {
    const { hosts, pools, domains } = ground;
    this.cpu = hosts.map(() => 0);
    this.memory = hosts.map(() => 0);
    this.closed = hosts.map(() => false);
    this.onHosts = hosts.map(() => []);
    this.poolOnHost = Array.from({ length: pools }, () => hosts.map(() => 0));
    this.poolInDomain = Array.from({ length: pools }, () => Array.from({ length: domains }, () => 0));
  }

  fits(slot: Slot, host: number): boolean {
    const { cpu, memory } = this.free(host);
    return (
      this.isOpen(host) &&
      slot.cpu <= cpu &&
      slot.memory <= memory &&
      !(slot.alone && this.ofPoolOn(slot, host) > 0)
    );
  }

  put(slot: Slot, host: number): boolean {
    if (!this.fits(slot, host)) return false;
    this.force(slot, host);
    return true;
  }

  /** Puts a slot on a host whatever the rules say. */
  force(slot: Slot, host: number): void {
    this.onHosts[host]?.push(slot);
    this.count(slot, host, 1);
    this.trail.push(host);
  }

  undo(): void {
    const host = this.trail.pop() ?? -1;
    const slot = this.onHosts[host]?.pop();
    if (slot) this.count(slot, host, -1);
  }

  /** What a host may still promise: below zero where it has promised too much. */
  free(host: number) {
    const { cpu = 0, memory = 0 } = this.ground.hosts[host] ?? {};
    return { cpu: cpu - (this.cpu[host] ?? 0), memory: memory - (this.memory[host] ?? 0) };
  }

  isOpen(host: number): boolean {
    return this.closed[host] === false;
  }

  on(host: number): readonly Slot[] {
    return this.onHosts[host] ?? [];
  }

  ofPoolOn({ pool }: Slot, host: number): number {
    return this.poolOnHost[pool]?.[host] ?? 0;
  }

  ofPoolIn({ pool }: Slot, domain: number): number {
    return this.poolInDomain[pool]?.[domain] ?? 0;
  }

  /** While hosts are closed, nothing fits on them. */
  whileClosed<T>(hosts: readonly number[], act: () => T): T {
    const mark = (closed: boolean) => {
      for (const host of hosts) this.closed[host] = closed;
    };
    mark(true);
    try {
      return act();
    } finally {
      mark(false);
    }
  }

  private count({ pool, cpu, memory }: Slot, host: number, by: 1 | -1): void {
    const domain = this.ground.hosts[host]?.domain ?? -1;
    add(this.cpu, host, by * cpu);
    add(this.memory, host, by * memory);
    add(this.poolOnHost[pool] ?? [], host, by);
    add(this.poolInDomain[pool] ?? [], domain, by);
  }
}

function add(to: number[], at: number, amount: number): void {
  to[at] = (to[at] ?? 0) + amount;
}
