import { cannotFit } from './bounds';
import { type Budget, STEP } from './budget';
import type { Ground, Slot } from './ground';
import type { Load, Stackable } from './load';
import { placingOrder, type Preference, preference } from './preference';
import { type Outcome, search } from './search';

/** Where the slots of lost hosts go, while all others stay. */
type Plan = readonly Move[];
type Move = readonly [slot: Slot, host: number];

/** A plan that is mended takes the emptiest hosts, where it lasts; one from the ground up packs as tightly as it can. */
type RescueOrder = 'tight' | 'roomy';

/** How much work goes into the plan for one loss, in looks at a host. */
const LOOKS = 100_000;
const NO_PLAN: Plan = [];

/**
 * The proof that hosts may be lost: for each set of them a plan by which what runs there fits on the rest, all else
 * staying where it is. A plan stays good until something is put on a lost host, or on a host that the plan uses, so a
 * slot that is put costs a few plans and not all. If a set cannot be lost now, putting more never mends that.
 */
export class Rescue {
  /** The sets of hosts that may be lost together. */
  readonly losses: readonly (readonly number[])[];
  private readonly plans: Plan[];
  private readonly hostsFor: Record<RescueOrder, Preference>;
  private unproven = false;

  constructor(
    private readonly ground: Ground,
    private readonly load: Load,
    private readonly budget: Budget,
  ) {
    this.losses = subsets(ground.hosts.length, ground.lost);
    this.plans = this.losses.map(() => NO_PLAN);
    const anywhere = (prefer: Preference): Preference => {
      // A slot that may be on one host only may be on any other while that one is lost.
      return (slot) => prefer({ ...slot, only: undefined });
    };
    this.hostsFor = {
      tight: anywhere(preference(ground, load, 'consolidate')),
      roomy: anywhere(preference(ground, load, 'roomy')),
    };
  }

  /** Whether a plan was given up for want of budget rather than proven impossible. */
  get gaveUp(): boolean {
    return this.unproven;
  }

  /** The first loss that what is put now would not survive. */
  firstFatal(): number | undefined {
    const fatal = this.losses.findIndex((_, loss) => !this.mend(loss));
    return fatal < 0 ? undefined : fatal;
  }

  /**
   * Whether every loss is survived now that something was put on a host. If it is taken away again, the plans that were
   * mended for it stay good: they only place more than they must.
   */
  admits(host: number): boolean {
    return this.losses.every(
      (lost, loss) =>
        (!lost.includes(host) && this.stillGoes(this.plans[loss] ?? NO_PLAN, host)) || this.mend(loss),
    );
  }

  /** The slots that find no place when a loss happens, as far as a plan goes that places what it can. */
  strandedBy(loss: number): readonly Slot[] {
    const lost = this.losses[loss] ?? [];
    return this.load.whileClosed(lost, () => {
      const attempt = new Attempt(this.load);
      const stranded = this.displacedBy(lost).filter(
        (slot) => !this.hostsFor.tight(slot).some((host) => attempt.put(slot, host)),
      );
      attempt.undoAll();
      return stranded;
    });
  }

  /** Makes a plan for a loss: as much of the known one as still goes, or one from the ground up. */
  private mend(loss: number): boolean {
    const lost = this.losses[loss] ?? [];
    const displaced = this.displacedBy(lost);
    this.budget.spend(STEP + displaced.length);
    const plan = this.load.whileClosed(
      lost,
      () => this.plan(displaced, this.plans[loss] ?? NO_PLAN) ?? this.plan(displaced, NO_PLAN),
    );
    if (plan !== undefined) this.plans[loss] = plan;
    return plan !== undefined;
  }

  private plan(displaced: readonly Slot[], known: Plan): Plan | undefined {
    const attempt = new Attempt(this.load);
    const isDisplaced = new Set(displaced);
    for (const [slot, host] of known) if (isDisplaced.has(slot)) attempt.put(slot, host);
    const settled = new Set(attempt.moves.map(([slot]) => slot));
    const rest = displaced.filter((slot) => !settled.has(slot));
    const outcome =
      rest.length === 0 ? 'found' : this.find(rest, attempt, known.length > 0 ? 'roomy' : 'tight');
    const moves = [...attempt.moves];
    attempt.undoAll();
    if (outcome === 'unknown' && known.length === 0) this.unproven = true;
    return outcome === 'found' ? moves : undefined;
  }

  private find(slots: readonly Slot[], attempt: Attempt, order: RescueOrder): Outcome {
    const { ground, load } = this;
    const open = ground.hosts.map((_, host) => (load.isOpen(host) ? load.free(host) : { cpu: 0, memory: 0 }));
    if (slots.length > 1 && cannotFit(slots, open)) return 'none';
    return search(ground, load, attempt, slots, this.hostsFor[order], this.budget.slice(LOOKS));
  }

  /** Whether a plan still goes after something was put on a host that is not lost in it. */
  private stillGoes(plan: Plan, host: number): boolean {
    const { cpu, memory } = this.load.free(host);
    const arriving = plan.filter(([, to]) => to === host).map(([slot]) => slot);
    return (
      arriving.reduce((sum, slot) => sum + slot.cpu, 0) <= cpu &&
      arriving.reduce((sum, slot) => sum + slot.memory, 0) <= memory &&
      arriving.every((slot) => !slot.alone || this.load.ofPoolOn(slot, host) === 0)
    );
  }

  private displacedBy(lost: readonly number[]): readonly Slot[] {
    return placingOrder(
      this.ground,
      lost.flatMap((host) => this.load.on(host)),
    );
  }
}

/** Slots that are put for a while. */
class Attempt implements Stackable {
  readonly moves: Move[] = [];

  constructor(private readonly load: Load) {}

  put(slot: Slot, host: number): boolean {
    const isPut = this.load.put(slot, host);
    if (isPut) this.moves.push([slot, host]);
    return isPut;
  }

  undo(): void {
    this.moves.pop();
    this.load.undo();
  }

  undoAll(): void {
    while (this.moves.length > 0) this.undo();
  }
}

/** The subsets of so many of the numbers below `count`; the whole set where there are not as many. */
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
