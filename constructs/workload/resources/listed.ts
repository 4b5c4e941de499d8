/**
 * Blocks whose order means nothing, in the one order that never changes by itself; nothing at all where there are none.
 */
export function listed<T>(blocks: readonly T[], keyOf: (block: T) => string): T[] | undefined {
  if (blocks.length === 0) return undefined;
  return [...blocks].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
