import { diffArrays } from 'diff';
import type { Line } from './difference';

/** Texts that differ in more lines than this are shown as one removed and one added block. */
const MOST_DIFFERENCES = 2000;

/** The lines that two texts do not share, in order. Minimal, unless the texts differ in thousands of lines. */
export function compareLines(before: string, after: string): readonly Line[] {
  const [old, head] = [before.split('\n'), after.split('\n')];
  const start = sharedStart(old, head);
  const end = sharedStart(old.slice(start).reverse(), head.slice(start).reverse());
  const [removed, added] = [old.slice(start, old.length - end), head.slice(start, head.length - end)];
  const parts = diffArrays(removed, added, { maxEditLength: MOST_DIFFERENCES }) ?? [
    { value: removed, removed: true, added: false },
    { value: added, removed: false, added: true },
  ];
  const lines: Line[] = [];
  let [oldNumber, newNumber] = [start, start];
  for (const part of parts)
    for (const text of part.value) {
      if (!part.added) oldNumber++;
      if (!part.removed) newNumber++;
      if (part.removed) lines.push({ change: 'removed', number: oldNumber, text });
      if (part.added) lines.push({ change: 'added', number: newNumber, text });
    }
  return lines;
}

/** How many lines two texts have in common at the start. */
function sharedStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => line !== other[index]);
  return differs === -1 ? Math.min(one.length, other.length) : differs;
}
