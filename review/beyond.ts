/** Each of one list is compared with each of another: beyond this, only with those that are equal. */
const MOST_COMPARISONS = 1_000_000;

/**
 * What a list has and another does not, nor anything that covers it. Of lists that are too long for that, what has no equal: then some of
 * it may be covered, which tells more than there is and never less.
 */
export function beyond<T>(
  list: readonly T[],
  others: readonly T[],
  isCovered: (one: T, other: T) => boolean,
): readonly T[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  const fresh = list.filter((one) => !known.has(JSON.stringify(one)));
  if (fresh.length * others.length > MOST_COMPARISONS) return fresh;
  return fresh.filter((one) => !others.some((other) => isCovered(one, other)));
}

/** Every combination of what a rule names: beyond this, a rule is told as changed, and not read. */
export const MOST_COMBINATIONS = 5000;
