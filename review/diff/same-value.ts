import { type Json, textOf } from '../../core/json';
import { parseDuration, parseQuantity } from '../../core/kubernetes';
import { keysOf, type Path } from './path';

/** Below these keys, Kubernetes reads values as quantities. */
const QUANTITIES: ReadonlySet<string> = new Set(['requests', 'limits', 'size_limit', 'capacity', 'divisor']);

/** Whether two plain values mean the same at this path. */
export function sameValue(before: Json, after: Json, path: Path): boolean {
  if (before === after) return true;
  // Terraform converts between text and the type in the provider's schema.
  const [one, other] = [textOf(before), textOf(after)];
  if (one === other && before !== null && after !== null) return true;
  const keys = keysOf(path);
  if (keys.some((key) => QUANTITIES.has(key))) return sameBy(parseQuantity, one, other);
  return keys.includes('timeouts') && sameBy(parseDuration, one, other);
}

function sameBy(parse: (text: string) => number | undefined, one: string, other: string): boolean {
  const value = parse(one);
  return value !== undefined && value === parse(other);
}
