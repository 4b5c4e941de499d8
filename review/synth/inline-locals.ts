import { at, canonical, entryOf, isList, isObject, type Json, type JsonObject } from '../../core/json';
import type { Block, Stack, Synth } from '../../core/synth';

const LOCALS = 'locals';
/** A local value takes others, and they may take others in turn. */
const MOST_ROUNDS = 10;

/** Both sides of a change. */
interface Sides {
  readonly before: Synth;
  readonly after: Synth;
}

/**
 * Both sides with the local values that differ between them written where they are used: what uses one changes with it. Stacks whose
 * locals are the same stay as they are. What only Terraform can work out stays an expression.
 */
export function withChangedLocals(sides: Sides): Sides {
  const { before, after } = sides;
  let known = KNOWN.get(before);
  if (known === undefined) KNOWN.set(before, (known = new WeakMap()));
  let found = known.get(after);
  if (found === undefined) known.set(after, (found = inlinedSides(sides)));
  return found;
}

/** The mask asks for them as well as the review. */
const KNOWN = new WeakMap<Synth, WeakMap<Synth, Sides>>();

function inlinedSides({ before, after }: Sides): Sides {
  const sides = [new Map(before.stacks), new Map(after.stacks)] as const;
  let isSame = true;
  for (const [name, head] of after.stacks) {
    const old = before.stacks.get(name);
    const [oldLocals, headLocals] = [localsOf(old), localsOf(head)];
    if (old === undefined || oldLocals === undefined || headLocals === undefined) continue;
    const changed = changedBetween(oldLocals, headLocals);
    if (changed.size === 0) continue;
    isSame = false;
    sides[0].set(name, inlined(old, oldLocals, headLocals, changed));
    sides[1].set(name, inlined(head, headLocals, oldLocals, changed));
  }
  if (isSame) return { before, after };
  return { before: { ...before, stacks: sides[0] }, after: { ...after, stacks: sides[1] } };
}

function localsOf(stack: Stack | undefined): JsonObject | undefined {
  // A plan has values in place of expressions.
  return stack?.planned === undefined ? stack?.blocks.get(LOCALS)?.arguments : undefined;
}

/** The locals that differ, with those that take one of them. */
function changedBetween(before: JsonObject, after: JsonObject): ReadonlySet<string> {
  const names = Object.keys(after).filter((name) => Object.hasOwn(before, name));
  const changed = new Set(
    names.filter((name) => canonical(before[name] ?? null) !== canonical(after[name] ?? null)),
  );
  for (let round = 0, size = -1; round < MOST_ROUNDS && size !== changed.size && changed.size > 0; round++) {
    size = changed.size;
    for (const name of names)
      if (!changed.has(name) && takes(after[name] ?? null, changed)) changed.add(name);
  }
  return changed;
}

/** The name of a local value in an expression. */
const NAMED = /\blocal\.([A-Za-z_][\w-]*)/g;

function takes(value: Json, names: ReadonlySet<string>): boolean {
  if (typeof value === 'string')
    return value.includes('${') && [...value.matchAll(NAMED)].some(([, name = '']) => names.has(name));
  return Object.values(isObject(value) || isList(value) ? value : {}).some((inner: Json) =>
    takes(inner, names),
  );
}

/** How many characters all that is written in place of names may have: a text could name a long one again and again. */
const MOST_CHARACTERS = 2 ** 24;

/** What is written, and how much more may be. */
interface Writing {
  readonly locals: JsonObject;
  /** Those of the other side. */
  readonly others: JsonObject;
  readonly changed: ReadonlySet<string>;
  readonly budget: { left: number };
}

function inlined(stack: Stack, locals: JsonObject, others: JsonObject, changed: ReadonlySet<string>): Stack {
  let writing: Writing = { locals, others, changed, budget: { left: MOST_CHARACTERS } };
  for (let round = 0; round < MOST_ROUNDS && takes(writing.locals, changed); round++)
    writing = { ...writing, locals: writtenIn(writing.locals, writing) };
  const blocks = [...stack.blocks].map(([address, block]): [string, Block] =>
    address === LOCALS || !takes(block.arguments, changed)
      ? [address, block]
      : [address, { ...block, arguments: writtenIn(block.arguments, writing) }],
  );
  return { ...stack, blocks: new Map(blocks) };
}

function writtenIn(object: JsonObject, writing: Writing): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, written(inner, writing)]));
}

/** A whole template, and one in a text: `${local.name}`, `${local.sizes.web}`. */
const WHOLE = /^\$\{local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\}$/;
/** A policy or a document is mostly said as an object, and encoded where it is used. */
const ENCODED = /^\$\{jsonencode\(local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\)\}$/;
const INSIDE = /\$\{local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\}/g;

/** What says how many instances there are, and which: `${length(local.names)}`, `${local.isOn ? 1 : 0}`. */
const CALLED = /^\$\{(length|toset|keys)\(local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\)\}$/;
const CALLS: Readonly<Record<string, (value: Json | undefined) => Json | undefined>> = {
  length: (value) => (isList(value) ? value.length : isObject(value) ? Object.keys(value).length : undefined),
  toset: (value) => (isList(value) ? value : undefined),
  keys: (value) => (isObject(value) ? Object.keys(value).sort() : undefined),
};
const CHOSEN = /^\$\{local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*) \? (\d+) : (\d+)\}$/;
/** What each instance takes of a list or a map: `${local.names[count.index]}`. */
const BY_INSTANCE =
  /\$\{(?:local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\[(count\.index|each\.key)\]|element\(local\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*), ?(count\.index)\))\}/g;

/** The text with such a list or map written out, where an instance that stays takes something else of it than on the other side. */
function byInstance(text: string, writing: Writing): string {
  return text.replace(
    BY_INSTANCE,
    (met, path: string | undefined, key: string | undefined, listed: string | undefined) => {
      const named = path ?? listed ?? '';
      const [name = '', ...rest] = named.split('.');
      const other = at(entryOf(writing.others, name), ...rest);
      const value = localAt(named, writing);
      return value === undefined || other === undefined || isSameByInstance(value, other)
        ? met
        : `\${${JSON.stringify(value)}[${key ?? 'count.index'}]}`;
    },
  );
}

function isSameByInstance(one: Json, other: Json): boolean {
  const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
    canonical(a ?? null) === canonical(b ?? null);
  if (isList(one) && isList(other))
    return one.slice(0, other.length).every((item, index) => isSame(item, other[index]));
  return isObject(one) && isObject(other)
    ? Object.keys(one).every((key) => !Object.hasOwn(other, key) || isSame(one[key], other[key]))
    : false;
}

function written(value: Json, writing: Writing): Json {
  if (isList(value)) return value.map((item) => written(item, writing));
  if (isObject(value)) return writtenIn(value, writing);
  if (typeof value !== 'string' || !value.includes('local.')) return value;
  const [, encoded] = ENCODED.exec(value) ?? [];
  const json = encoded === undefined ? undefined : localAt(encoded, writing);
  if (json !== undefined && !JSON.stringify(json).includes('${')) return JSON.stringify(json);
  const [, path] = WHOLE.exec(value) ?? [];
  const whole = path === undefined ? undefined : localAt(path, writing);
  if (whole !== undefined) return whole;
  const [, called = '', of = ''] = CALLED.exec(value) ?? [];
  const result = called === '' ? undefined : CALLS[called]?.(localAt(of, writing));
  if (result !== undefined) return result;
  const [, asked, then, otherwise] = CHOSEN.exec(value) ?? [];
  const isChosen = asked === undefined ? undefined : localAt(asked, writing);
  if (typeof isChosen === 'boolean') return Number(isChosen ? then : otherwise);
  return byInstance(value, writing).replace(INSIDE, (text, name: string) => {
    const inner = localAt(name, writing);
    return inner === undefined || typeof inner === 'object' ? text : String(inner);
  });
}

/** Undefined where it is not known, or where there is no room for it. */
function localAt(path: string, { locals, changed, budget }: Writing): Json | undefined {
  const [name = '', ...rest] = path.split('.');
  const value = changed.has(name) ? at(entryOf(locals, name), ...rest) : undefined;
  if (value === undefined) return undefined;
  budget.left -= typeof value === 'object' ? JSON.stringify(value).length : String(value).length;
  return budget.left < 0 ? undefined : value;
}
