import { type Budget, STEP } from './budget';
import type { Ground, Slot } from './ground';
import type { Load, Stackable } from './load';
import type { Preference } from './preference';
import { Symmetry } from './symmetry';

/** `found`: everything was put. `none`: proven impossible. `unknown`: the budget was spent first. */
export type Outcome = 'found' | 'none' | 'unknown';

/** A slot, and how far the search has come with it. */
interface Choice {
  readonly slot: Slot;
  readonly hosts: readonly number[];
  /** The position of the next host to try. */
  next: number;
  /** The host that the slot is on. */
  on?: number;
  /** The hosts that were tried in vain. */
  readonly failed: number[];
}

/**
 * Puts slots one after the other, each on the best host that the rules allow, and goes back where one fits nowhere: what
 * is found first is what is preferred most. Complete, unless the budget is spent. Where nothing is found, nothing is left
 * put. A loop and not a recursion, since there may be ten thousand slots.
 */
export function search(
  ground: Ground,
  load: Load,
  target: Stackable,
  slots: readonly Slot[],
  prefer: Preference,
  budget: Budget,
): Outcome {
  const symmetry = new Symmetry(ground, load);
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
      if (!budget.spend(STEP + ground.hosts.length)) {
        choices.forEach(() => {
          target.undo();
        });
        return 'unknown';
      }
      choices.push({ slot, hosts: prefer(slot), next: 0, failed: [] });
      continue;
    }
    const host = choice.hosts[choice.next++];
    if (host !== undefined) {
      if (!symmetry.isNew(choice.slot, host, choice.failed)) continue;
      if (target.put(choice.slot, host)) choice.on = host;
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
