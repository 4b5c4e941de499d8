/**
 * The paths of keys that occur twice in one object.
 *
 * A merge that keeps both sides of a conflict leaves two lines for one key, and `JSON.parse` silently takes the last. The
 * text must be valid JSON.
 */
export function duplicateKeys(text: string): readonly (readonly (string | number)[])[] {
  const duplicates: (readonly (string | number)[])[] = [];
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const level = levels.at(-1);
    const character = text[at];
    if (character === '{') levels.push({ keys: new Set(), at: '' });
    else if (character === '[') levels.push({ at: 0 });
    else if (character === '}' || character === ']') levels.pop();
    else if (character === ',' && typeof level?.at === 'number') level.at += 1;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (level?.keys !== undefined && isKey(text, end)) {
        level.at = JSON.parse(text.slice(at, end)) as string;
        if (level.keys.has(level.at)) duplicates.push(levels.map((one) => one.at));
        level.keys.add(level.at);
      }
      at = end - 1;
    }
  }
  return duplicates;
}

interface Level {
  /** The keys met so far; absent in a list. */
  readonly keys?: Set<string>;
  /** The key, or the position in a list, that is being read. */
  at: string | number;
}

/** How many keys all objects in a text have, those that occur twice included. The text must be valid JSON. */
export function countKeys(text: string): number {
  let count = 0;
  for (let from = text.indexOf('"'); from !== -1;) {
    const end = endOfString(text, from);
    if (isKey(text, end)) count += 1;
    from = text.indexOf('"', end);
  }
  return count;
}

/** The place behind a string that begins here. An expression would need memory for each character of it. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text[before - 1] === '\\') before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return text.length;
}

function isKey(text: string, behind: number): boolean {
  let at = behind;
  while (text.charCodeAt(at) <= 32) at += 1;
  return text[at] === ':';
}
