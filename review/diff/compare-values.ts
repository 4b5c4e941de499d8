import {
  entryOf,
  isList,
  isObject,
  items,
  type Json,
  type JsonObject,
  parseText,
  textOf,
} from '../../core/json';
import { parseDuration, parseQuantity } from '../../core/kubernetes';
import { by } from '../../core/text';
import { alignItems, isReordered } from './align-items';
import { compareLines } from './compare-lines';
import type { Difference, Inside } from './difference';
import { listIdentity } from './list-identity';
import { keysOf, type Path, type PathStep } from './path';

/**
 * The differences between two values. Lists are compared by the identity of their items, quantities by their amount, texts by
 * their content. Equal parts are skipped, so the cost depends on what changed.
 *
 * @param path the path of the values. Its keys decide how lists and quantities are read.
 */
export function compareValues(
  before: Json | undefined,
  after: Json | undefined,
  path: Path = [],
): readonly Difference[] {
  const found: Difference[] = [];
  compare(before, after, path, found);
  return sorted(found);
}

/** Sorted by path: which value has a key first does not matter. */
function sorted(found: readonly Difference[]): readonly Difference[] {
  if (found.length < 2) return found;
  return found
    .map((difference) => ({ difference, key: JSON.stringify(difference.path) }))
    .sort(by(({ key }) => key))
    .map(({ difference }) => difference);
}

function compare(before: Json | undefined, after: Json | undefined, path: Path, found: Difference[]): void {
  if (before === after) return;
  if (before === undefined || after === undefined) found.push({ path, before, after });
  else if (isObject(before) && isObject(after)) compareObjects(before, after, path, found);
  else if (isList(before) && isList(after)) compareLists(before, after, path, found);
  // A single block may also be written as a list of one.
  else if (isList(before) && before.length === 1 && isObject(before[0]) && isObject(after))
    compareObjects(before[0], after, path, found);
  else if (isList(after) && after.length === 1 && isObject(after[0]) && isObject(before))
    compareObjects(before, after[0], path, found);
  else if (areBlocks(before) && areBlocks(after)) compareLists(items(before), items(after), path, found);
  else if (isObject(before) || isObject(after) || isList(before) || isList(after))
    found.push({ path, before, after });
  else compareScalars(before, after, path, found);
}

/** Whether a value is a block or a list of blocks. */
function areBlocks(value: Json): boolean {
  return isObject(value) || (isList(value) && value.every(isObject));
}

function compareObjects(before: JsonObject, after: JsonObject, path: Path, found: Difference[]): void {
  // To Terraform, null is the same as leaving the argument out.
  for (const key in before) {
    const [was, is] = [before[key] ?? undefined, entryOf(after, key) ?? undefined];
    // Most are, and need no path.
    if (was !== is) compare(was, is, [...path, key], found);
  }
  for (const key in after)
    if (!Object.hasOwn(before, key)) compare(undefined, after[key] ?? undefined, [...path, key], found);
}

function compareLists(
  before: readonly Json[],
  after: readonly Json[],
  path: Path,
  found: Difference[],
): void {
  const key = keysOf(path).at(-1) ?? '';
  const [old, head] = [listIdentity(key, before), listIdentity(key, after)];
  if (old !== undefined && head !== undefined) {
    compareByIdentity(before, after, { old, head }, path, found);
    if (key === 'env' && [...before, ...after].some(refersToAnother) && isOtherOrder(old, head))
      found.push({ path: [...path, 'order'], before: [...old], after: [...head] });
  } else if (before.length === after.length) compareAlike(before, after, path, found);
  else if ([...before, ...after].some(isObject)) compareAligned(before, after, path, found);
  // A command is compared as a whole: its words mean nothing by position.
  else found.push({ path, before, after });
}

function compareByIdentity(
  before: readonly Json[],
  after: readonly Json[],
  ids: { readonly old: readonly string[]; readonly head: readonly string[] },
  path: Path,
  found: Difference[],
): void {
  const placeOf = new Map(ids.head.map((id, place) => [id, place]));
  const step = (id: string): PathStep => ({ id });
  ids.old.forEach((id, place) => {
    const there = placeOf.get(id);
    const [was, is] = [before[place], there === undefined ? undefined : after[there]];
    if (was !== is) compare(was, is, [...path, step(id)], found);
    placeOf.delete(id);
  });
  for (const [id, place] of placeOf) compare(undefined, after[place], [...path, step(id)], found);
}

function compareByPlace(
  before: readonly Json[],
  after: readonly Json[],
  path: Path,
  found: Difference[],
): void {
  for (let place = 0; place < Math.max(before.length, after.length); place++)
    compare(before[place], after[place], [...path, place], found);
}

/** Kubernetes expands `$(NAME)` to a variable that stands before this one, and leaves it as it is otherwise. */
function refersToAnother(variable: Json): boolean {
  return isObject(variable) && /(?<!\$)\$\([A-Za-z_]/.test(textOf(variable['value']));
}

/** Whether what is on both sides stands in another order. */
function isOtherOrder(before: readonly string[], after: readonly string[]): boolean {
  const [old, head] = [new Set(before), new Set(after)];
  const shared = after.filter((id) => old.has(id));
  return before.filter((id) => head.has(id)).some((id, place) => id !== shared[place]);
}

/** The same items in another order are one line, not one for each position. */
function compareAlike(
  before: readonly Json[],
  after: readonly Json[],
  path: Path,
  found: Difference[],
): void {
  const inner: Difference[] = [];
  compareByPlace(before, after, path, inner);
  if (inner.length > 1 && isReordered(before, after)) found.push({ path, before, after });
  else found.push(...inner);
}

/** An item that is inserted does not make its successors others. */
function compareAligned(
  before: readonly Json[],
  after: readonly Json[],
  path: Path,
  found: Difference[],
): void {
  const aligned = alignItems(before, after);
  if (aligned === undefined) compareByPlace(before, after, path, found);
  for (const { before: old, after: head } of aligned ?? []) {
    const [was, is] = [old, head].map((place, side) =>
      place === undefined ? undefined : [before, after][side]?.[place],
    );
    compare(was, is, [...path, old ?? head ?? 0], found);
  }
}

function compareScalars(before: Json, after: Json, path: Path, found: Difference[]): void {
  if (sameValue(before, after, path)) return;
  const inside =
    typeof before === 'string' && typeof after === 'string' ? compareText(before, after) : undefined;
  found.push({ path, before, after, ...(inside === undefined ? {} : { inside }) });
}

/** What differs inside two texts; undefined if either is a plain value, which needs no explanation. */
function compareText(before: string, after: string): Inside | undefined {
  if (!holdsMore(before) || !holdsMore(after)) return undefined;
  const [base, head] = [parseText(before), parseText(after)];
  if (base !== undefined && head?.language === base.language)
    return {
      kind: 'structured',
      language: base.language,
      differences: compareValues(base.value, head.value),
    };
  return { kind: 'lines', lines: compareLines(before, after) };
}

function holdsMore(text: string): boolean {
  return text.trimEnd().includes('\n') || /^\s*[{[]/.test(text);
}

/** Below these keys, Kubernetes reads values as quantities. */
const QUANTITIES: ReadonlySet<string> = new Set(['requests', 'limits', 'size_limit', 'capacity', 'divisor']);

/** Whether two plain values mean the same at this path. */
function sameValue(before: Json, after: Json, path: Path): boolean {
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
