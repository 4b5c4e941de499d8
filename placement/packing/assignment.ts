import type { Budget } from './budget';
import { Failover } from './failover';
import { type AssignmentTarget, Load } from './load';
import type { PackingProblem, Slot } from './problem';

/** The slots that are kept, on their hosts, whatever the rules say. */
export function currentLoad(problem: PackingProblem, kept: readonly Slot[]): Load {
  const load = new Load(problem);
  for (const slot of kept) load.assignUnchecked(slot, slot.currentHost ?? -1);
  return load;
}

/** Which slot is assigned to which host, and the proof that hosts may be lost. */
export class Assignment implements AssignmentTarget {
  readonly load: Load;
  /** Whether the slots that stay do not survive a loss, so that assigning more is no use. */
  readonly isInfeasible: boolean;
  readonly failover: Failover;

  constructor(
    private readonly problem: PackingProblem,
    staying: readonly Slot[],
    private readonly budget: Budget,
  ) {
    this.load = currentLoad(problem, staying);
    this.failover = new Failover(problem, this.load, budget);
    this.isInfeasible = !this.failover.survives();
  }

  /** Whether a search for a failover plan reached its limit. */
  get gaveUp(): boolean {
    return this.failover.gaveUp;
  }

  assign(slot: Slot, host: number): boolean {
    if (!this.load.assign(slot, host)) return false;
    this.budget.spend(this.failover.losses.length);
    const isSurvived = this.failover.admits(host);
    if (!isSurvived) this.load.undo();
    return isSurvived;
  }

  undo(): void {
    this.load.undo();
  }

  /** Slot → host, by number. */
  hosts(): ReadonlyMap<Slot, number> {
    return new Map(
      this.problem.hosts.flatMap((_, host) => this.load.on(host).map((slot) => [slot, host] as const)),
    );
  }
}
