/** Compares two texts by their code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * Compares two items by a text of theirs.
 *
 * @example
 * hosts.toSorted(by(({ name }) => name));
 */
export function by<T>(textOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareText(textOf(a), textOf(b));
}
