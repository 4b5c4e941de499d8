import type { Resources } from '../capacity';
import type { PackingProblem, Slot } from './problem';

/** What a search assigns slots in, and takes them back from, the last one first. */
export interface AssignmentTarget {
  /** Assigns a slot to a host. Returns false and changes nothing if that would break a rule. */
  assign(slot: Slot, host: number): boolean;
  /** Takes back the slot that was assigned last. */
  undo(): void;
}

/** Which slots are on each host, and what it has promised to them. */
export class Load implements AssignmentTarget {
  private readonly cpu: number[];
  private readonly memoryBytes: number[];
  private readonly closed: boolean[];
  private readonly onHosts: Slot[][];
  private readonly poolOnHost: number[][];
  private readonly poolInDomain: number[][];
  private readonly trail: number[] = [];

  constructor(private readonly problem: PackingProblem) {
    const { hosts, pools, domains } = problem;
    this.cpu = hosts.map(() => 0);
    this.memoryBytes = hosts.map(() => 0);
    this.closed = hosts.map(() => false);
    this.onHosts = hosts.map(() => []);
    this.poolOnHost = Array.from({ length: pools }, () => hosts.map(() => 0));
    this.poolInDomain = Array.from({ length: pools }, () => Array.from({ length: domains }, () => 0));
  }

  fits(slot: Slot, host: number): boolean {
    return (
      this.isOpen(host) &&
      slot.cpu <= this.freeCpu(host) &&
      slot.memoryBytes <= this.freeMemory(host) &&
      !(slot.exclusive && this.ofPoolOn(slot, host) > 0)
    );
  }

  assign(slot: Slot, host: number): boolean {
    if (!this.fits(slot, host)) return false;
    this.assignUnchecked(slot, host);
    return true;
  }

  /** Assigns a slot to a host whatever the rules say. */
  assignUnchecked(slot: Slot, host: number): void {
    this.onHosts[host]?.push(slot);
    this.count(slot, host, 1);
    this.trail.push(host);
  }

  undo(): void {
    const host = this.trail.pop() ?? -1;
    const slot = this.onHosts[host]?.pop();
    if (slot) this.count(slot, host, -1);
  }

  /** What a host may still promise; negative if it has promised too much. */
  free(host: number): Resources {
    return { cpu: this.freeCpu(host), memoryBytes: this.freeMemory(host) };
  }

  /** As `free`, without an object for each of millions of questions. */
  freeCpu(host: number): number {
    return (this.problem.hosts[host]?.cpu ?? 0) - (this.cpu[host] ?? 0);
  }

  freeMemory(host: number): number {
    return (this.problem.hosts[host]?.memoryBytes ?? 0) - (this.memoryBytes[host] ?? 0);
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

  private count({ pool, cpu, memoryBytes }: Slot, host: number, by: 1 | -1): void {
    const domain = this.problem.hosts[host]?.domain ?? -1;
    add(this.cpu, host, by * cpu);
    add(this.memoryBytes, host, by * memoryBytes);
    add(this.poolOnHost[pool] ?? [], host, by);
    add(this.poolInDomain[pool] ?? [], domain, by);
  }
}

function add(to: number[], at: number, amount: number): void {
  to[at] = (to[at] ?? 0) + amount;
}

/** Assigns a slot to the first of some hosts that takes it. Returns whether one did. */
export function assignToFirst(target: AssignmentTarget, slot: Slot, hosts: Iterable<number>): boolean {
  for (const host of hosts) if (target.assign(slot, host)) return true;
  return false;
}

/** A slot and the host that it goes to. */
export type Move = readonly [slot: Slot, host: number];

/** Assignments that are tried, and taken back. */
export class Trial implements AssignmentTarget {
  readonly moves: Move[] = [];

  constructor(private readonly load: Load) {}

  assign(slot: Slot, host: number): boolean {
    const isAssigned = this.load.assign(slot, host);
    if (isAssigned) this.moves.push([slot, host]);
    return isAssigned;
  }

  undo(): void {
    this.moves.pop();
    this.load.undo();
  }

  undoAll(): void {
    while (this.moves.length > 0) this.undo();
  }
}
