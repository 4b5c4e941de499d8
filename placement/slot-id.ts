import { compareText, firstOf } from '../core/text';

/** How a slot is written in a placement file and in messages: `nodes/0`. */
export function slotId(pool: string, key: string): string {
  return `${pool}/${key}`;
}

/** The pool and the key of a slot: `nodes/0` → `['nodes', '0']`. */
export function partsOf(id: string): readonly [pool: string, key: string] {
  const slash = id.indexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}

/** By pool, then indexes as numbers, then names: `nodes/2`, `nodes/10`, `nodes/db`. */
export function compareSlots(a: string, b: string): number {
  const [poolA, keyA] = partsOf(a);
  const [poolB, keyB] = partsOf(b);
  return compareText(poolA, poolB) || indexOf(keyA) - indexOf(keyB) || compareText(keyA, keyB);
}

/** Names come after every index. */
function indexOf(key: string): number {
  return /^[0-9]+$/.test(key) ? Number(key) : Number.MAX_SAFE_INTEGER;
}

/** Slots as a message lists them: the first five, and how many more. */
export function listed(ids: readonly string[]): string {
  return firstOf(ids, 5);
}
