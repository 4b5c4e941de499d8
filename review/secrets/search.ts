import { isList, isObject, type Json } from '../../core/json';
import { decoded, inText, isNoSecret, loginsIn, mayHoldSecrets, packedIn } from '../../core/secrets';
import { parseTexts } from '../diff';
import { decodedForms } from './decoded-forms';
import { SHORTEST } from './encoded-forms';
import { entryPlace, hidesNothing, itemPlace, type Place } from './places';

/** How deep texts may be nested. Nobody nests them deeper than this. */
const DEEPEST = 8;

/** The start of a text: nothing is known about it. */
export const NOWHERE: Place = { secret: undefined, key: '', beside: [] };

/** The place of a text that is a secret as a whole. */
const SECRET: Place = { ...NOWHERE, secret: 'name' };

/** A search for secrets through any number of values. */
export interface Search {
  readonly found: Set<string>;
  /** The texts that were searched already: many values are equal. */
  readonly seen: Set<string>;
}

/** The secrets in a text: in its words, in its JSON or YAML, and in what it has encoded in base64. */
export function secretsInText(text: string): ReadonlySet<string> {
  const search = { found: new Set<string>(), seen: new Set<string>() };
  searchText(text, search, 0);
  return search.found;
}

/** Searches a value for secrets, by its place and by the content of its texts. */
export function searchValue(value: Json | undefined, place: Place, search: Search, depth = 0): void {
  if (typeof value === 'string') {
    searchWord(value, place, search);
    searchText(value, search, depth);
  } else if (typeof value === 'number') searchWord(String(value), place, search);
  else if (isList(value))
    value.forEach((item, index) => {
      searchValue(item, itemPlace(value, index, place), search, depth);
    });
  else if (isObject(value))
    for (const key in value) {
      searchText(key, search, depth);
      searchValue(value[key], entryPlace(value, key, place), search, depth);
    }
}

/** Judges a value by its place. */
function searchWord(word: string, { secret, key, beside }: Place, { found }: Search): void {
  for (const each of beside) if (word.includes(each)) found.add(each);
  if (secret === undefined || hidesNothing(word, secret)) return;
  found.add(word);
  const plain = decoded(word);
  const other = [...decodedForms(word), ...(plain === undefined ? [] : [plain])];
  const logins = [word, ...other].filter((text) => key === 'list' || !text.includes('\n')).flatMap(loginsIn);
  for (const each of [...other, ...logins, ...severalIn(word)]) if (!isNoSecret(each)) found.add(each);
}

/** Several secrets in one value are separated by commas. */
function severalIn(word: string): readonly string[] {
  const parts = word.split(',');
  return parts.length === 1 ? [] : parts.filter((part) => part.length >= SHORTEST);
}

function searchText(text: string, search: Search, depth: number): void {
  const { found, seen } = search;
  if (depth > DEEPEST || seen.has(text)) return;
  seen.add(text);
  if (!mayHoldSecrets(text)) return;
  for (const secret of inText(text)) searchWord(secret, SECRET, search);
  for (const value of parseTexts(text)) searchValue(value, NOWHERE, search, depth + 1);
  for (const [packed, plain] of packedIn(text)) {
    const inner = { found: new Set<string>(), seen: new Set<string>() };
    searchText(plain, inner, depth + 1);
    if (inner.found.size > 0) found.add(packed);
    for (const secret of inner.found) found.add(secret);
  }
}
