/**
 * Whether a value is nested deeper than some levels. What walks through a value calls itself for each level, and would end with
 * the stack of the program.
 */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}
