import { entryOf, isList, isObject, type Json, parseTexts } from '../json';
import { decoded } from './decode';
import { decodedForms } from './decoded-forms';
import { SHORTEST } from './encoded-forms';
import type { Exempt } from './exemption';
import { inText, loginsIn, mayHoldSecrets, mayNameSecrets, packedIn } from './in-text';
import { isNoSecret } from './no-secret';
import { areEntriesAlike, entryContext, hidesNothing, itemContext, type ValueContext } from './value-context';

/** How deep texts may be nested. Nobody nests them deeper than this. */
const DEEPEST = 8;

/** The start of a text: nothing is known about it. */
export const NO_CONTEXT: ValueContext = { secret: undefined, key: '', beside: [] };

/** Of a text that is a secret as a whole. */
const SECRET: ValueContext = { ...NO_CONTEXT, secret: 'name' };

/** Secret → what tells that it is one. */
type Found = ReadonlyMap<string, string>;

const NONE: Found = new Map();

/** So many texts are remembered. */
const MOST_TEXTS = 100_000;

/** A search for secrets through any number of values. */
export interface Search {
  readonly found: Map<string, string>;
  /** What is declared not to be a secret. */
  readonly exempt: Exempt;
  /** What the texts hold that were searched already: many values are equal. */
  readonly texts: Map<string, Found>;
}

/** A search that has found nothing yet. @param texts those of an earlier search with the same exemptions */
export function searchFor(exempt: Exempt = () => false, texts: Search['texts'] = new Map()): Search {
  return { found: new Map(), exempt, texts };
}

const NO_SECRETS: ReadonlySet<string> = new Set();

/** What is known of a text holds wherever it stands, as long as nothing is exempt: environments hold much the same. */
export const KNOWN_TEXTS: Search['texts'] = new Map();

/** The secrets in a text: in its words, in its JSON or YAML, and in what it has encoded in base64. */
export function secretsInText(text: string): ReadonlySet<string> {
  if (KNOWN_TEXTS.get(text)?.size === 0) return NO_SECRETS;
  const search = searchFor(undefined, KNOWN_TEXTS);
  searchText(text, search, 0);
  return search.found.size === 0 ? NO_SECRETS : new Set(search.found.keys());
}

/** Searches a value for secrets, by its context and by the content of its texts. */
export function searchValue(value: Json | undefined, context: ValueContext, search: Search, depth = 0): void {
  if (typeof value === 'string') {
    searchWord(value, context, BY_CONTEXT, search);
    searchText(value, search, depth);
  } else if (typeof value === 'number') searchWord(String(value), context, BY_CONTEXT, search);
  else if (isList(value))
    value.forEach((item, index) => {
      searchValue(item, itemContext(value, index, context), search, depth);
    });
  else if (isObject(value))
    for (const key in value) {
      searchKey(key, search, depth);
      searchValue(value[key], entryContext(value, key, context), search, depth);
    }
}

/** A value, and what its path tells about it. */
export interface ValueInContext {
  readonly value: Json | undefined;
  readonly context: ValueContext;
}

/** Searches a value beside the one before a change, which holds no secret: what is the same, in a context that tells the same, holds none. */
export function searchChanged(
  { value, context }: ValueInContext,
  former: ValueInContext,
  search: Search,
): void {
  if (value === former.value && tellsTheSame(context, former.context)) return;
  const was = former.value;
  if (isList(value) && isList(was))
    value.forEach((item, index) => {
      const old = { value: was[index], context: itemContext(was, index, former.context) };
      searchChanged({ value: item, context: itemContext(value, index, context) }, old, search);
    });
  else if (isObject(value) && isObject(was)) {
    const isAlike = tellsTheSame(context, former.context) && areEntriesAlike(value, was);
    for (const key in value) {
      // Most of an object does not change, and needs no context.
      if (isAlike && value[key] === entryOf(was, key)) continue;
      if (!Object.hasOwn(was, key)) searchKey(key, search, 0);
      const old = { value: entryOf(was, key), context: entryContext(was, key, former.context) };
      searchChanged({ value: value[key], context: entryContext(value, key, context) }, old, search);
    }
  } else searchValue(value, context, search);
}

function tellsTheSame(one: ValueContext, other: ValueContext): boolean {
  return (
    one.secret === other.secret &&
    one.key === other.key &&
    one.before === other.before &&
    one.beside.length + other.beside.length === 0
  );
}

const BY_CONTEXT = { schema: 'only secrets stand there', name: 'its name says so' } as const;

/** Judges a value by its context. */
function searchWord(
  word: string,
  { secret, key, beside }: ValueContext,
  why: Readonly<Record<'schema' | 'name', string>>,
  search: Search,
): void {
  for (const each of beside) if (word.includes(each)) add(each, 'an option before it says so', search);
  if (secret === undefined || hidesNothing(word, secret) || search.exempt(word)) return;
  add(word, why[secret], search);
  const plain = decoded(word);
  const other = [...decodedForms(word), ...(plain === undefined ? [] : [plain])];
  const logins = [word, ...other].filter((text) => key === 'list' || !text.includes('\n')).flatMap(loginsIn);
  for (const each of [...other, ...logins, ...severalIn(word)])
    if (!isNoSecret(each)) add(each, why[secret], search);
}

function add(secret: string, why: string, { found, exempt }: Search): void {
  if (!found.has(secret) && !exempt(secret)) found.set(secret, why);
}

/** Several secrets in one value are separated by commas. */
function severalIn(word: string): readonly string[] {
  const parts = word.split(',');
  return parts.length === 1 ? [] : parts.filter((part) => part.length >= SHORTEST);
}

/** Keys that hold nothing: a few of them are half of what a synth has to be searched. */
const PLAIN_KEYS = new Set<string>();

/** So many of them are remembered. */
const MOST_KEYS = 10_000;

function searchKey(key: string, search: Search, depth: number): void {
  if (PLAIN_KEYS.has(key)) return;
  searchText(key, search, depth);
  if (KNOWN_TEXTS.get(key)?.size === 0 && PLAIN_KEYS.size < MOST_KEYS) PLAIN_KEYS.add(key);
}

function searchText(text: string, search: Search, depth: number): void {
  if (depth > DEEPEST) return;
  const found = search.texts.get(text) ?? learn(text, search, depth);
  if (found.size > 0) for (const [secret, why] of found) add(secret, why, search);
}

function learn(text: string, { texts, exempt }: Search, depth: number): Found {
  const found = mayHoldSecrets(text) && !exempt(text) ? foundIn(text, searchFor(exempt, texts), depth) : NONE;
  // Most of a synth repeats a few texts. What is not among them is not worth the memory.
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, found);
  return found;
}

function foundIn(text: string, search: Search, depth: number): Found {
  for (const { secret, why } of inText(text)) searchWord(secret, SECRET, { schema: why, name: why }, search);
  for (const value of mayNameSecrets(text) ? parseTexts(text) : [])
    searchValue(value, NO_CONTEXT, search, depth + 1);
  for (const [packed, plain] of packedIn(text)) {
    if (search.exempt(packed)) continue;
    const inner = searchFor(search.exempt, search.texts);
    searchText(plain, inner, depth + 1);
    const [why] = inner.found.values();
    if (why !== undefined) add(packed, why, search);
    for (const [secret, reason] of inner.found) add(secret, reason, search);
  }
  return search.found;
}
