interface Level {
  /** The keys met so far; absent in a list. */
  readonly keys?: Set<string>;
  /** The key, or the position in a list, that is being read. */
  at: string | number;
}

/**
 * The paths of keys that occur twice in one object.
 *
 * A merge that keeps both sides of a conflict leaves two lines for one key, and `JSON.parse` silently takes the last. The
 * text must be valid JSON.
 */
export function duplicateKeys(text: string): readonly (readonly (string | number)[])[] {
  const duplicates: (readonly (string | number)[])[] = [];
  const levels: Level[] = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\],]/g)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), at: '' });
    else if (token === '[') levels.push({ at: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && typeof level?.at === 'number') level.at += 1;
    else if (string !== undefined && colon !== undefined && level?.keys !== undefined) {
      level.at = JSON.parse(string) as string;
      if (level.keys.has(level.at)) duplicates.push(levels.map(({ at }) => at));
      level.keys.add(level.at);
    }
  }
  return duplicates;
}
