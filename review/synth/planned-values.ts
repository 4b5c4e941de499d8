import { isDeepStrictEqual } from 'node:util';
import { isList, isObject, type Json, type JsonObject } from '../../core/json';

/** Stands for a value that Terraform keeps out of its output. */
const SENSITIVE = '(sensitive value)';
const ANOTHER_SENSITIVE = '(another sensitive value)';
/** Stands for a value that is given, and that only an apply tells. */
const KNOWN_LATER = '(known after apply)';

/** The expressions of what the configuration may give as a whole, since nobody knows what it gives. */
export const GIVEN: Json = { references: [] };

/** What a plan says of a value besides the value. */
export interface PlannedChange {
  readonly before: Json;
  readonly after: Json;
  /** As deep as the values: true where all below is sensitive. */
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
  /** The same for what only an apply tells. */
  readonly afterUnknown: Json;
  /** The expressions of the configuration; undefined where it has none. */
  readonly expressions: Json | undefined;
}

/**
 * Both sides of a change as a person may read them: without sensitive values, and without what a provider computes and may
 * leave as it is.
 */
export function readableSides(change: PlannedChange): { readonly before: Json; readonly after: Json } {
  const { beforeSensitive, afterSensitive, afterUnknown, expressions } = change;
  const before = concealed(change.before, beforeSensitive, change.before);
  const after = concealed(change.after, afterSensitive, change.before);
  const isGone = after === null && afterUnknown !== true;
  const [old, head] = [
    withUnknown(before, afterUnknown, expressions, before) ?? null,
    isGone ? null : (withUnknown(after, afterUnknown, expressions, KNOWN_LATER) ?? null),
  ];
  return old === null || head === null ? { before: old, after: head } : withoutNothing(old, head);
}

/**
 * Both sides without what is nothing on one side and an empty value on the other: to providers that were written for older versions of
 * Terraform, no text and an empty one are the same, and so with numbers, lists and switches.
 */
function withoutNothing(before: Json, after: Json): { readonly before: Json; readonly after: Json } {
  if (isList(before) && isList(after)) {
    const pairs = before.map((item, index) => {
      const other = after[index];
      return other === undefined ? { before: item, after: item } : withoutNothing(item, other);
    });
    return {
      before: pairs.map((pair) => pair.before),
      after: after.map((item, index) => pairs[index]?.after ?? item),
    };
  }
  if (!isObject(before) || !isObject(after)) return { before, after };
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const kept = keys.flatMap((key) => {
    const [old, head] = [below(before, key) ?? null, below(after, key) ?? null];
    if ((old === null && isEmpty(head)) || (head === null && isEmpty(old))) return [];
    return [[key, withoutNothing(old, head)] as const];
  });
  const sideOf = (object: JsonObject, side: 'before' | 'after'): JsonObject =>
    Object.fromEntries(
      kept.flatMap(([key, pair]) => (Object.hasOwn(object, key) ? [[key, pair[side]]] : [])),
    );
  return { before: sideOf(before, 'before'), after: sideOf(after, 'after') };
}

function isEmpty(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === '' || value === 0 || value === false;
}

/** @param former the value on the side before, at the same place */
function concealed(value: Json, marks: Json | undefined, former: Json | undefined): Json {
  if (value === null || marks === undefined || marks === false) return value;
  if (marks === true) return isDeepStrictEqual(value, former) ? SENSITIVE : ANOTHER_SENSITIVE;
  if (isList(value))
    return value.map((item, index) => concealed(item, below(marks, index), below(former, index)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, concealed(item, below(marks, key), below(former, key))]),
  );
}

/**
 * The value without what an apply will compute.
 * @param later stands for what an apply will tell, where the configuration gives it
 */
function withUnknown(
  value: Json | undefined,
  unknown: Json | undefined,
  expressions: Json | undefined,
  later: Json | undefined,
): Json | undefined {
  if (unknown === true) return expressions === undefined ? undefined : later;
  const inner = (step: string | number, mark: Json | undefined): Json | undefined =>
    withUnknown(
      below(value, step),
      mark,
      stepInto(expressions, step),
      later === KNOWN_LATER ? later : below(later, step),
    );
  if (isList(unknown) && isList(value)) return value.map((_, index) => inner(index, unknown[index]) ?? null);
  if (!isObject(unknown) || (!isObject(value) && value !== undefined && value !== null)) return value;
  const kept = Object.entries(isObject(value) ? value : {}).filter(([key]) => unknown[key] !== true);
  const entries = Object.entries(unknown).flatMap(([key, mark]) => {
    const item = inner(key, mark);
    return item === undefined ? [] : [[key, item] as const];
  });
  if (value === null && entries.length === 0) return null;
  return Object.fromEntries([...kept, ...entries]);
}

function below(value: Json | undefined, step: string | number): Json | undefined {
  if (value === true) return true;
  if (typeof step === 'number') return isList(value) ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Below an expression, all is given by it. */
function stepInto(expressions: Json | undefined, step: string | number): Json | undefined {
  const isExpression =
    isObject(expressions) && ['references', 'constant_value'].some((key) => Object.hasOwn(expressions, key));
  if (isExpression) return expressions;
  // A single block is written without a list.
  if (typeof step === 'number' && isObject(expressions)) return expressions;
  return below(expressions, step);
}
