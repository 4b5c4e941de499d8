import { compareText } from '../text';

/**
 * Of some names the one that is most like another, for advice: what differs by case, by a letter more or less, or by letters that
 * changed places. Undefined where none is like it.
 *
 * @example
 * nearest('cloudinit', ['cpu', 'cloudInit']); // 'cloudInit'
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  // What nobody types need not be compared letter by letter.
  if (name.length > 64) return undefined;
  const most = Math.max(1, Math.floor(name.length / 3));
  const near = names
    .map((other) => [other, distance(name.toLowerCase(), other.toLowerCase())] as const)
    .filter(([, steps]) => steps <= most)
    .sort(([a, x], [b, y]) => x - y || compareText(a, b));
  return near[0]?.[0];
}

/** How many letters are to be added, removed, changed or swapped: the distance of Damerau and Levenshtein. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}

/**
 * All names that there are, for advice where none is like the one that was given.
 *
 * @example
 * declaredNames('ports', ['http', 'metrics']); // 'Its ports are http, metrics.'
 */
export function declaredNames(what: string, names: readonly string[]): string {
  return names.length === 0 ? `It declares no ${what}.` : `Its ${what} are ${names.join(', ')}.`;
}
