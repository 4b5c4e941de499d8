import type { Line } from './difference';

/** More pairs of lines than this are not looked through: all that differs in the middle is one block then. */
const MOST_PAIRS = 4_000_000;

/** The lines that two texts do not share, in order: the fewest, unless the texts are huge. */
export function compareLines(before: string, after: string): readonly Line[] {
  const [old, young] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < young.length && old[start] === young[start]) start++;
  let [oldEnd, youngEnd] = [old.length, young.length];
  while (oldEnd > start && youngEnd > start && old[oldEnd - 1] === young[youngEnd - 1]) {
    oldEnd--;
    youngEnd--;
  }
  const kept = keptLines(old.slice(start, oldEnd), young.slice(start, youngEnd));
  const lines: Line[] = [];
  let [from, to] = [start, start];
  for (const [keptFrom, keptTo] of [...kept, [oldEnd - start, youngEnd - start] as const]) {
    for (; from < start + keptFrom; from++) lines.push(line('removed', from, old));
    for (; to < start + keptTo; to++) lines.push(line('added', to, young));
    from++;
    to++;
  }
  return lines;
}

function line(change: Line['change'], index: number, text: readonly string[]): Line {
  return { change, number: index + 1, text: text[index] ?? '' };
}

/** The longest run of lines that both have, as pairs of their places. */
function keptLines(old: readonly string[], young: readonly string[]): readonly (readonly [number, number])[] {
  if (old.length * young.length > MOST_PAIRS) return [];
  const width = young.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = young.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < young.length;) {
    if (old[i] === young[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
