import { jsonPointer } from '../core/files';

interface Level {
  /** The keys met so far; absent in a list. */
  readonly keys?: Set<string>;
  /** Where in this level the reader stands: a key, or a position in a list. */
  place: string | number;
}

/**
 * The JSON pointers of keys that stand twice in one object.
 *
 * A merge that keeps both sides of a conflict leaves two `"selected"` lines, and `JSON.parse` takes the last of two
 * without a word. The text must be valid JSON.
 */
export function duplicateKeys(text: string): readonly string[] {
  const duplicates: string[] = [];
  const levels: Level[] = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\],]/g)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), place: '' });
    else if (token === '[') levels.push({ place: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && typeof level?.place === 'number') level.place += 1;
    else if (string !== undefined && colon !== undefined && level?.keys !== undefined) {
      level.place = JSON.parse(string) as string;
      if (level.keys.has(level.place)) duplicates.push(jsonPointer(levels.map(({ place }) => place)));
      level.keys.add(level.place);
    }
  }
  return duplicates;
}
