import { countKeys, duplicateKeys, isList, isObject, type Json } from '../../core/json';

/**
 * A key that an object in a text has twice; undefined where none has. A parser keeps the last one, and Terraform reads both: what only it
 * sees would be in no review. To count is faster than to look for it.
 * @param text JSON
 * @param json what is in the text
 */
export function keyTwice(text: string, json: Json): string | undefined {
  return countKeys(text) === keysIn(json) ? undefined : duplicateKeys(text)[0]?.at(-1)?.toString();
}

function keysIn(value: Json): number {
  if (isList(value)) return value.reduce<number>((sum, item) => sum + keysIn(item), 0);
  if (!isObject(value)) return 0;
  const inner = Object.values(value);
  return inner.reduce<number>((sum, item) => sum + keysIn(item), inner.length);
}
