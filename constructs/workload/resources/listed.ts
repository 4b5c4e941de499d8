/**
 * Blocks whose order means nothing, sorted so that it never changes by itself. Undefined where the list is empty.
 */
export function listed<T>(blocks: readonly T[], keyOf: (block: T) => string): T[] | undefined {
  if (blocks.length === 0) return undefined;
  return [...blocks].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
