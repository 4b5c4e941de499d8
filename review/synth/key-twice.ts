import { isList, isObject, type Json } from '../../core/json';

/**
 * A key that an object in a text has twice; undefined where none has. A parser keeps the last one, and Terraform reads both: what only it
 * sees would be in no review.
 * @param text JSON
 * @param json what is in the text
 */
export function keyTwice(text: string, json: Json): string | undefined {
  return keysWritten(text) === keysIn(json) ? undefined : firstTwice(text);
}

function keysIn(value: Json): number {
  if (isList(value)) return value.reduce<number>((sum, item) => sum + keysIn(item), 0);
  if (!isObject(value)) return 0;
  const inner = Object.values(value);
  return inner.reduce<number>((sum, item) => sum + keysIn(item), inner.length);
}

function keysWritten(text: string): number {
  let count = 0;
  for (let from = text.indexOf('"'); from !== -1;) {
    const end = endOfString(text, from);
    if (isKey(text, end)) count++;
    from = text.indexOf('"', end);
  }
  return count;
}

function firstTwice(text: string): string | undefined {
  const objects: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{') objects.push(new Set());
    if (character === '}') objects.pop();
    if (character !== '"') continue;
    const end = endOfString(text, at);
    const keys = objects.at(-1);
    if (keys !== undefined && isKey(text, end)) {
      const key = JSON.parse(text.slice(at, end)) as string;
      if (keys.has(key)) return key;
      keys.add(key);
    }
    at = end - 1;
  }
  return undefined;
}

/** The place behind a string that begins here. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text[before - 1] === '\\') before--;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return text.length;
}

function isKey(text: string, behind: number): boolean {
  let at = behind;
  while (text.charCodeAt(at) <= 32) at++;
  return text[at] === ':';
}
