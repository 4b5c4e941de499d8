import type { Input } from '../input';

/** A name with its value, and where it is said. The value is undefined where none is given. */
export type Pair = readonly [name: string, value: string | undefined, input: Input];

/**
 * What Compose takes as a map, or as a list of `name=value`.
 *
 * @param between what else than `=` may stand between name and value
 */
export function pairsIn(pairs: Input, between = /=/): readonly Pair[] {
  if (!Array.isArray(pairs.value)) return pairs.entries().map(([name, input]) => [name, input.text(), input]);
  return pairs.items().map((input) => {
    const text = input.text() ?? '';
    const end = text.search(between);
    return end < 0 ? [text, undefined, input] : [text.slice(0, end), text.slice(end + 1), input];
  });
}
