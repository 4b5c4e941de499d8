import { type Budget, STEP_COST } from './budget';
import type { HostsFor } from './host-order';
import type { AssignmentTarget, Load } from './load';
import type { PackingProblem, Slot } from './problem';
import { Symmetry } from './symmetry';

/** `found`: every slot is assigned. `none`: proven impossible. `unknown`: the budget was spent first. */
export type SearchOutcome = 'found' | 'none' | 'unknown';

/** A slot, and how far the search has come with it. */
interface Choice {
  readonly slot: Slot;
  /** The hosts that are left to try. */
  readonly hosts: Iterator<number>;
  /** The host that the slot is on. */
  on?: number;
  /** The hosts that were tried without success. */
  readonly failed: number[];
}

/**
 * Assigns slots one after the other, each to the best host that the rules allow, and backtracks if one fits nowhere: what
 * is found first is what is preferred most. Complete, unless the budget is spent. If nothing is found, nothing stays
 * assigned. A loop and not a recursion, since there may be ten thousand slots.
 */
export function search(
  problem: PackingProblem,
  load: Load,
  target: AssignmentTarget,
  slots: readonly Slot[],
  hostsFor: HostsFor,
  budget: Budget,
): SearchOutcome {
  const symmetry = new Symmetry(problem, load);
  const choices: Choice[] = [];
  const fail = ({ slot, failed }: Choice, host: number) => {
    failed.push(host);
    symmetry.fail(slot, host);
  };
  for (;;) {
    const choice = choices.at(-1);
    if (choice === undefined || choice.on !== undefined) {
      const slot = slots[choices.length];
      if (slot === undefined) return 'found';
      if (!budget.spend(STEP_COST + problem.hosts.length)) {
        choices.forEach(() => {
          target.undo();
        });
        return 'unknown';
      }
      choices.push({ slot, hosts: hostsFor(slot)[Symbol.iterator](), failed: [] });
      continue;
    }
    const next = choice.hosts.next();
    if (next.done !== true) {
      const host = next.value;
      if (!symmetry.isNew(choice.slot, host, choice.failed)) continue;
      if (target.assign(choice.slot, host)) choice.on = host;
      else fail(choice, host);
      continue;
    }
    symmetry.forget(choice.slot, choice.failed);
    choices.pop();
    const before = choices.at(-1);
    if (before?.on === undefined) return 'none';
    target.undo();
    fail(before, before.on);
    before.on = undefined;
  }
}
