import { fits, NO_RESOURCES, totalOf } from '../capacity';
import { cannotFit } from './bounds';
import { type Budget, STEP_COST } from './budget';
import { hostOrder, type HostsFor } from './host-order';
import { assignToFirst, type Load, type Move, Trial } from './load';
import type { PackingProblem, Slot } from './problem';
import { search, type SearchOutcome } from './search';
import { slotOrder } from './slot-order';

/** Where the slots of lost hosts go, while all others stay. */
type Plan = readonly Move[];

/** A plan that is repaired takes the emptiest hosts, where it lasts; a new one packs as tightly as it can. */
type PlanOrder = 'tightest' | 'emptiest';

/** The limit of the search for one plan, in checks of a slot against a host. */
const PLAN_LIMIT = 100_000;
const NO_PLAN: Plan = [];

/**
 * The proof that hosts may be lost: for each set of them a plan by which what runs there fits on the others, while all else
 * stays where it is. A plan holds until something is assigned to a lost host, or to a host that the plan uses, so
 * assigning a slot costs a few plans and not all. If the loss of a set is fatal, assigning more never changes that.
 */
export class Failover {
  /** The sets of hosts that may be lost together. */
  readonly losses: readonly (readonly number[])[];
  private readonly plans: Plan[];
  private readonly hostsFor: Record<PlanOrder, HostsFor>;
  private unproven = false;

  constructor(
    private readonly problem: PackingProblem,
    private readonly load: Load,
    private readonly budget: Budget,
  ) {
    this.losses = subsets(problem.hosts.length, problem.lost);
    this.plans = this.losses.map(() => NO_PLAN);
    const anywhere = (hostsFor: HostsFor): HostsFor => {
      // A slot that is bound to one host may go to any other while that one is lost.
      return (slot) => hostsFor({ ...slot, boundTo: undefined });
    };
    this.hostsFor = {
      tightest: anywhere(hostOrder(problem, load, 'consolidate')),
      emptiest: anywhere(hostOrder(problem, load, 'emptiest')),
    };
  }

  /** Whether a search for a plan reached its limit, so that it is not proven that there is none. */
  get gaveUp(): boolean {
    return this.unproven;
  }

  /** Whether what is assigned now survives every loss. */
  survives(): boolean {
    return this.losses.every((_, loss) => this.replan(loss));
  }

  /**
   * The names of the hosts of the first loss that what is assigned now does not survive, and a slot that fits nowhere after it when
   * the others are placed one after the other.
   */
  fatalLoss(): { readonly hosts: string; readonly slot: string | undefined } | undefined {
    const lost = this.losses.find((_, loss) => !this.replan(loss));
    if (lost === undefined) return undefined;
    const hosts = lost.map((host) => this.problem.hosts[host]?.name).join(' and ');
    return { hosts, slot: this.strandedBy(lost)[0]?.id };
  }

  /**
   * Whether every loss is survived now that something was assigned to a host. If it is taken back, the plans that were
   * repaired for it still hold: they only place more than they must.
   */
  admits(host: number): boolean {
    return this.losses.every(
      (lost, loss) =>
        (!lost.includes(host) && this.stillFits(this.plans[loss] ?? NO_PLAN, host)) || this.replan(loss),
    );
  }

  private strandedBy(lost: readonly number[]): readonly Slot[] {
    return this.load.whileClosed(lost, () => {
      const trial = new Trial(this.load);
      const stranded = this.displacedBy(lost).filter(
        (slot) => !assignToFirst(trial, slot, this.hostsFor.tightest(slot)),
      );
      trial.undoAll();
      return stranded;
    });
  }

  /** Makes a plan for a loss: as much of the known one as still fits, or a new one. */
  private replan(loss: number): boolean {
    const lost = this.losses[loss] ?? [];
    const displaced = this.displacedBy(lost);
    this.budget.spend(STEP_COST + displaced.length);
    const plan = this.load.whileClosed(
      lost,
      () => this.plan(displaced, this.plans[loss] ?? NO_PLAN) ?? this.plan(displaced, NO_PLAN),
    );
    if (plan !== undefined) this.plans[loss] = plan;
    return plan !== undefined;
  }

  private plan(displaced: readonly Slot[], known: Plan): Plan | undefined {
    const trial = new Trial(this.load);
    const isDisplaced = new Set(displaced);
    for (const [slot, host] of known) if (isDisplaced.has(slot)) trial.assign(slot, host);
    const settled = new Set(trial.moves.map(([slot]) => slot));
    const rest = displaced.filter((slot) => !settled.has(slot));
    const outcome =
      rest.length === 0 ? 'found' : this.find(rest, trial, known.length > 0 ? 'emptiest' : 'tightest');
    const moves = [...trial.moves];
    trial.undoAll();
    if (outcome === 'unknown' && known.length === 0) this.unproven = true;
    return outcome === 'found' ? moves : undefined;
  }

  private find(slots: readonly Slot[], trial: Trial, order: PlanOrder): SearchOutcome {
    const { problem, load } = this;
    const open = problem.hosts.map((_, host) => (load.isOpen(host) ? load.free(host) : NO_RESOURCES));
    if (slots.length > 1 && cannotFit(slots, open)) return 'none';
    return search(problem, load, trial, slots, this.hostsFor[order], this.budget.slice(PLAN_LIMIT));
  }

  /** Whether a plan still fits after something was assigned to a host that is not lost in it. */
  private stillFits(plan: Plan, host: number): boolean {
    const arriving = plan.filter(([, to]) => to === host).map(([slot]) => slot);
    return (
      fits(totalOf(arriving), this.load.free(host)) &&
      arriving.every((slot) => !slot.exclusive || this.load.ofPoolOn(slot, host) === 0)
    );
  }

  private displacedBy(lost: readonly number[]): readonly Slot[] {
    return slotOrder(
      this.problem,
      lost.flatMap((host) => this.load.on(host)),
    );
  }
}

/** The subsets with `size` of the numbers below `count`; the whole set if there are fewer. */
function subsets(count: number, size: number): readonly (readonly number[])[] {
  if (size === 0) return [];
  if (size >= count) return [Array.from({ length: count }, (_, index) => index)];
  let grown: readonly (readonly number[])[] = [[]];
  for (let step = 0; step < size; step++) {
    grown = grown.flatMap((subset) => {
      const from = (subset.at(-1) ?? -1) + 1;
      return Array.from({ length: count - from }, (_, index) => [...subset, from + index]);
    });
  }
  return grown;
}
