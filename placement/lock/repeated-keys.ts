/**
 * The keys that stand twice in one object of a text of JSON.
 *
 * A merge that keeps both sides of a conflict leaves two lines for a slot, and `JSON.parse` takes the last of two without a
 * word.
 */
export function repeatedKeys(text: string): readonly string[] {
  const repeated = new Set<string>();
  const objects: Set<string>[] = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    if (string === undefined || colon === undefined) continue;
    const key = JSON.parse(string) as string;
    const known = objects.at(-1);
    if (known?.has(key)) repeated.add(key);
    known?.add(key);
  }
  return [...repeated];
}
