import { entryOf, isList, isObject, type Json, parseTexts } from '../json';
import { decoded } from './decode';
import { decodedForms } from './decoded-forms';
import { SHORTEST } from './encoded-forms';
import type { Exempt } from './exemption';
import { inText, loginsIn, mayHoldSecrets, mayNameSecrets, packedIn } from './in-text';
import { isNoSecret } from './no-secret';
import { areEntriesAlike, entryPlace, hidesNothing, itemPlace, type Place } from './places';

/** How deep texts may be nested. Nobody nests them deeper than this. */
const DEEPEST = 8;

/** The start of a text: nothing is known about it. */
export const NOWHERE: Place = { secret: undefined, key: '', beside: [] };

/** The place of a text that is a secret as a whole. */
const SECRET: Place = { ...NOWHERE, secret: 'name' };

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

/** Searches a value for secrets, by its place and by the content of its texts. */
export function searchValue(value: Json | undefined, place: Place, search: Search, depth = 0): void {
  if (typeof value === 'string') {
    searchWord(value, place, BY_PLACE, search);
    searchText(value, search, depth);
  } else if (typeof value === 'number') searchWord(String(value), place, BY_PLACE, search);
  else if (isList(value))
    value.forEach((item, index) => {
      searchValue(item, itemPlace(value, index, place), search, depth);
    });
  else if (isObject(value))
    for (const key in value) {
      searchKey(key, search, depth);
      searchValue(value[key], entryPlace(value, key, place), search, depth);
    }
}

/** A value, and what its place tells about it. */
export interface Placed {
  readonly value: Json | undefined;
  readonly place: Place;
}

/** Searches a value beside the one before a change, which holds no secret: what is the same, in a place that tells the same, holds none. */
export function searchChanged({ value, place }: Placed, former: Placed, search: Search): void {
  if (value === former.value && tellsTheSame(place, former.place)) return;
  const was = former.value;
  if (isList(value) && isList(was))
    value.forEach((item, index) => {
      const old = { value: was[index], place: itemPlace(was, index, former.place) };
      searchChanged({ value: item, place: itemPlace(value, index, place) }, old, search);
    });
  else if (isObject(value) && isObject(was)) {
    const isAlike = tellsTheSame(place, former.place) && areEntriesAlike(value, was);
    for (const key in value) {
      // Most of an object does not change, and needs no place.
      if (isAlike && value[key] === entryOf(was, key)) continue;
      if (!Object.hasOwn(was, key)) searchKey(key, search, 0);
      const old = { value: entryOf(was, key), place: entryPlace(was, key, former.place) };
      searchChanged({ value: value[key], place: entryPlace(value, key, place) }, old, search);
    }
  } else searchValue(value, place, search);
}

function tellsTheSame(one: Place, other: Place): boolean {
  return (
    one.secret === other.secret &&
    one.key === other.key &&
    one.before === other.before &&
    one.beside.length + other.beside.length === 0
  );
}

const BY_PLACE = { schema: 'only secrets stand there', name: 'its name says so' } as const;

/** Judges a value by its place. */
function searchWord(
  word: string,
  { secret, key, beside }: Place,
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
    searchValue(value, NOWHERE, search, depth + 1);
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
