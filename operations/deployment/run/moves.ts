import { MACHINE_TYPES, machinesThat, nameIn } from '../machines';
import type { PlannedChange } from '../planned-change';

/** What is known of a stack before it is applied. */
export interface PlannedStack {
  readonly stack: string;
  readonly changes: readonly PlannedChange[];
}

/** One apply: of a whole stack, or first of these addresses alone. */
interface Phase {
  readonly stack: string;
  /** Machines that leave the stack, where stacks swap theirs. @default all that is planned */
  readonly targets?: readonly string[];
}

/** A machine that one stack gives up and another makes: its name and addresses must never be in use twice. */
export interface Move {
  readonly machine: string;
  readonly from: string;
  /** Its address in the stack that it leaves. */
  readonly address: string;
  readonly to: string;
}

/** The machines that a plan makes, by name. */
export function arrivals({ changes }: PlannedStack): readonly string[] {
  return machinesThat(['create'], changes);
}

/** Every machine that moves between the stacks. */
export function movesBetween(planned: readonly PlannedStack[]): readonly Move[] {
  const target = new Map(
    planned.flatMap((stack) => arrivals(stack).map((machine) => [machine, stack.stack] as const)),
  );
  return planned.flatMap(({ stack: from, changes }) =>
    changes.flatMap(({ type, action, address, before }) => {
      if (!MACHINE_TYPES.includes(type) || action !== 'delete') return [];
      return nameIn(before).flatMap((machine) => {
        const to = target.get(machine);
        return to === undefined || to === from ? [] : [{ machine, from, address, to }];
      });
    }),
  );
}

/**
 * In which order stacks are applied, so that a machine that moves is destroyed where it was before it is made where it goes.
 * The order of those between which nothing moves stays. Where stacks swap machines, one gives up its own first.
 */
export function phasesOf(planned: readonly PlannedStack[]): readonly Phase[] {
  let moves = movesBetween(planned);
  let left = planned.map(({ stack }) => stack);
  const phases: Phase[] = [];
  while (left.length > 0) {
    const next = left.find((stack) => !moves.some(({ to }) => to === stack));
    if (next === undefined) {
      const [giver = ''] = left;
      const given = moves.filter(({ from }) => from === giver);
      // A stack that only waits for a swap between others gives nothing.
      const stack = given.length > 0 ? giver : (moves[0]?.from ?? '');
      phases.push({
        stack,
        targets: moves
          .filter(({ from }) => from === stack)
          .map(({ address }) => address)
          .sort(),
      });
      moves = moves.filter(({ from }) => from !== stack);
      continue;
    }
    phases.push({ stack: next });
    left = left.filter((stack) => stack !== next);
    moves = moves.filter(({ from }) => from !== next);
  }
  return phases;
}
