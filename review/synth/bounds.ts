import type { Json } from '../../core/json';

/** A pod is some twenty levels deep. */
const DEEPEST = 100;
/** Etcd takes no object larger than 1.5 MiB, and Slipway no text larger than one. */
const LONGEST = 2 * 2 ** 20;

/** What is more of a value than can be compared in a reasonable time; undefined where nothing is. */
export function excessOf(value: Json, levels = DEEPEST): string | undefined {
  if (typeof value === 'string' && value.length > LONGEST)
    return `one with a text of ${value.length} characters`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return `nested deeper than ${DEEPEST} levels`;
  for (const [key, inner] of Object.entries(value)) {
    const excess = excessOf(key, levels) ?? excessOf(inner, levels - 1);
    if (excess !== undefined) return excess;
  }
  return undefined;
}
