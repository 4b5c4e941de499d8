/** Stack → the stacks that it comes after. */
export type Needs = Readonly<Record<string, readonly string[]>>;

/**
 * The stacks in rounds: each comes in the first one after all that it needs of the others. What does not depend on each other
 * is sorted by name.
 */
export function roundsOf(stacks: readonly string[], needs: Needs): readonly (readonly string[])[] {
  const left = new Set([...stacks].sort());
  const rounds: string[][] = [];
  while (left.size > 0) {
    const round = [...left].filter((stack) => !needsOf(stack, needs).some((needed) => left.has(needed)));
    if (round.length === 0) throw new Error(`The stacks ${[...left].join(', ')} wait for each other.`);
    round.forEach((stack) => left.delete(stack));
    rounds.push(round);
  }
  return rounds;
}

/** All that a stack comes after, directly or not: who leaves out the one in the middle keeps the order of the rest. */
export function needsOf(stack: string, needs: Needs): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const needed of needs[name] ?? []) {
      if (found.has(needed)) continue;
      found.add(needed);
      visit(needed);
    }
  };
  visit(stack);
  return [...found].sort();
}

/** The other way round: as stacks are destroyed. */
export function reversed(needs: Needs): Needs {
  const turned: Record<string, string[]> = {};
  for (const [stack, needed] of Object.entries(needs))
    for (const name of needed) (turned[name] ??= []).push(stack);
  return turned;
}
