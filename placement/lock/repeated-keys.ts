/**
 * The keys that stand twice in a text of JSON, at whatever depth: in a placement each key has one place.
 *
 * A merge that keeps both sides of a conflict leaves two lines for a slot, and `JSON.parse` takes the last of two without a
 * word.
 */
export function repeatedKeys(text: string): readonly string[] {
  const keys = [...text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/g)].flatMap(([, string = '', colon]) =>
    colon === undefined ? [] : [JSON.parse(string) as string],
  );
  return [...new Set(keys.filter((key, position) => keys.indexOf(key) < position))];
}
