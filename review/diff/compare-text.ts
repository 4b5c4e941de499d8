import type { Inside } from './difference';
import { compareLines } from './compare-lines';
import { compareValues } from './compare-values';
import { parseText } from './parse-text';

/** What differs inside two texts; undefined where either is a plain value, which says all by itself. */
export function compareText(before: string, after: string): Inside | undefined {
  if (!holdsMore(before) || !holdsMore(after)) return undefined;
  const [old, head] = [parseText(before), parseText(after)];
  if (old !== undefined && head?.language === old.language)
    return {
      kind: 'structured',
      language: old.language,
      differences: compareValues(old.value, head.value),
    };
  return { kind: 'lines', lines: compareLines(before, after) };
}

function holdsMore(text: string): boolean {
  return text.trimEnd().includes('\n') || /^\s*[{[]/.test(text);
}
