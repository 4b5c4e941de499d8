import { isList, isObject, type Json } from '../../core/json';
import {
  argumentContext,
  entryContext,
  itemContext,
  NO_CONTEXT,
  type ValueContext,
} from '../../core/secrets';
import { isIdentity, listIdentity, type Path, type PathStep } from '../diff';
import type { Block } from '../synth';

/** What a path in a block tells about the value there. */
export function contextInBlock(block: Block | undefined, [argument, ...path]: Path): ValueContext {
  if (block === undefined || typeof argument !== 'string') return NO_CONTEXT;
  return contextWithin(block.arguments[argument], path, argumentContext(block, argument));
}

/** What a path in a value tells about the value there, as the search would determine it. */
export function contextWithin(value: Json | undefined, path: Path, start: ValueContext): ValueContext {
  let context = start;
  let inner = value;
  for (const step of path) {
    // A single block may be written as a list of one.
    if (typeof step === 'string' && isList(inner) && inner.length === 1) [inner] = inner;
    [inner, context] = stepInto(inner, step, context);
  }
  return context;
}

function stepInto(
  value: Json | undefined,
  step: PathStep,
  context: ValueContext,
): readonly [Json | undefined, ValueContext] {
  if (typeof step === 'string')
    // If only the other side has the value, the name alone decides.
    return isObject(value)
      ? [value[step], entryContext(value, step, context)]
      : [undefined, { ...context, key: step }];
  if (!isList(value)) return [undefined, context];
  const index = isIdentity(step) ? (positionsOf(context.key, value).get(step.id) ?? -1) : step;
  return [value[index], itemContext(value, index, context)];
}

/** Cached, since every difference in a list asks for it again. */
const KNOWN = new WeakMap<readonly Json[], ReadonlyMap<string, number>>();

/** Identity → position, for the items of a list. */
function positionsOf(key: string, list: readonly Json[]): ReadonlyMap<string, number> {
  const known = KNOWN.get(list);
  if (known !== undefined) return known;
  const positions = new Map((listIdentity(key, list) ?? []).map((id, position) => [id, position]));
  KNOWN.set(list, positions);
  return positions;
}
