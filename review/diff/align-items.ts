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
 * much, or have the same items in another order.
 */
export function alignItems(
  before: readonly Json[],
  after: readonly Json[],
): readonly AlignedItems[] | undefined {
  const [old, head] = [before.map(canonical), after.map(canonical)];
  const parts = diffArrays(old, head, { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return undefined;
  const aligned: AlignedItems[] = [];
  let [oldPlace, newPlace] = [0, 0];
  for (const { value, added, removed } of parts) {
    for (const _ of value) {
      if (removed) aligned.push({ before: oldPlace, after: undefined });
      if (added) pairUp(aligned, newPlace);
      if (!added) oldPlace++;
      if (!removed) newPlace++;
    }
  }
  return aligned;
}

/** What is removed and added at one position has changed there. */
function pairUp(aligned: AlignedItems[], place: number): void {
  const index = aligned.findIndex(({ before, after }) => before === place && after === undefined);
  if (index === -1) aligned.push({ before: undefined, after: place });
  else aligned[index] = { before: place, after: place };
}

/** Whether two lists have the same items, in another order. */
export function isReordered(before: readonly Json[], after: readonly Json[]): boolean {
  if (before.length !== after.length) return false;
  const [old, head] = [before, after].map((list) => list.map(canonical).sort());
  return JSON.stringify(old) === JSON.stringify(head);
}
