import { isList, isObject, type Json } from '../../core/json';
import { compareValues } from './compare-values';
import type { Difference } from './difference';

/**
 * The differences, value by value. A block that is added or removed is one difference to a reader, but here each of its values
 * counts.
 */
export function leavesOf(differences: readonly Difference[]): readonly Difference[] {
  return differences.flatMap(leavesOfOne);
}

function leavesOfOne(difference: Difference): readonly Difference[] {
  const { path } = difference;
  const before = difference.before ?? emptyLike(difference.after);
  const after = difference.after ?? emptyLike(difference.before);
  const isWhole = difference.before !== undefined && difference.after !== undefined;
  if (isWhole) return [difference];
  const within = compareValues(before, after, path);
  // An empty block, or a list that is read as a whole, has no leaves.
  if (within.every((inner) => inner.path.length === path.length)) return [difference];
  return leavesOf(within);
}

function emptyLike(value: Json | undefined): Json | undefined {
  if (isObject(value)) return {};
  return isList(value) ? [] : undefined;
}
