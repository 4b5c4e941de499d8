/**
 * Compares two texts by their bytes in UTF-8, for an order that no language of the machine decides: `[…].sort(byBytes)`.
 *
 * It is the order of their UTF-16 units, which is what JavaScript's own gives, but where one of two units is half a character.
 */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    return left < FIRST_HALF && right < FIRST_HALF
      ? left - right
      : Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return a.length - b.length;
}

/** The first unit that is half a character: from here on the two orders differ. */
const FIRST_HALF = 0xd800;
