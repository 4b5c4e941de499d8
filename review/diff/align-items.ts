import { diffArrays } from 'diff';
import { canonical, type Json } from '../../core/json';

/** Lists that differ in more items than this are compared position by position. */
const MOST_DIFFERENCES = 200;

/** Items of two lists that belong together, or one that has no other: its position there, and here. */
export interface AlignedItems {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/**
 * What two lists do not share, in order: an item that is inserted does not make its successors others. Undefined if they differ in too
 * much, or if another item comes to stand where one stood that has gone, but not in its place: that is clear by positions alone.
 */
export function alignItems(
  before: readonly Json[],
  after: readonly Json[],
): readonly AlignedItems[] | undefined {
  const [old, head] = [before.map(canonical), after.map(canonical)];
  const parts = diffArrays(old, head, { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return undefined;
  const aligned: AlignedItems[] = [];
  // Between two items that both lists have, what is removed and added belongs together.
  let [oldPlace, newPlace, begun] = [0, 0, 0];
  for (const { value, added, removed } of parts) {
    if (!added && !removed) begun = aligned.length;
    for (const _ of value) {
      const gone = aligned.findIndex(({ after: none }, index) => index >= begun && none === undefined);
      if (removed) aligned.push({ before: oldPlace, after: undefined });
      else if (added && gone >= 0) aligned[gone] = { before: aligned[gone]?.before, after: newPlace };
      else if (added) aligned.push({ before: undefined, after: newPlace });
      if (!added) oldPlace++;
      if (!removed) newPlace++;
    }
  }
  return isAmbiguous(aligned) ? undefined : aligned;
}

function isAmbiguous(aligned: readonly AlignedItems[]): boolean {
  const gone = new Set(aligned.flatMap(({ before, after }) => (after === undefined ? [before] : [])));
  return aligned.some(({ before, after }) => before === undefined && gone.has(after));
}

/** Whether two lists have the same items, in another order. */
export function isReordered(before: readonly Json[], after: readonly Json[]): boolean {
  if (before.length !== after.length) return false;
  const [old, head] = [before, after].map((list) => list.map(canonical).sort());
  return JSON.stringify(old) === JSON.stringify(head);
}
