import { type Document, isScalar, parseAllDocuments, visit } from 'yaml';
import { isList, isObject, type Json } from './json';
import { isRounded, tryParseJson } from './parse-json';

/** A text that contains structured data. */
interface StructuredText {
  readonly language: 'JSON' | 'YAML';
  readonly value: Json;
}

/** The content of a text that is JSON, or a single YAML document of more than one line. */
export function parseText(text: string): StructuredText | undefined {
  const json = tryJson(text);
  if (json !== undefined) return { language: 'JSON', value: json };
  const [value, ...more] = parseYaml(text);
  return value === undefined || more.length > 0 ? undefined : { language: 'YAML', value };
}

/** All JSON or YAML values in a text: none, one, or one for each document. */
export function parseTexts(text: string): readonly Json[] {
  const json = tryJson(text);
  return json === undefined ? parseYaml(text) : [json];
}

function tryJson(text: string): Json | undefined {
  return /^\s*[{[]/.test(text) ? tryParseJson(text) : undefined;
}

/** A longer text is not read as YAML, which takes seconds for a megabyte. Kubernetes and cloud-init take none that is longer. */
const MOST_YAML = 2 ** 20;

/** Empty if any part is not valid YAML. */
function parseYaml(text: string): readonly Json[] {
  if (text.length > MOST_YAML || !text.includes('\n') || !/^[ \t]*[\w"'-][^\n]*:(\s|$)/m.test(text))
    return [];
  // cloud-init reads YAML 1.1, in which `no` is false.
  const version = text.startsWith('#cloud-config') ? '1.1' : '1.2';
  try {
    const documents: readonly Document[] = parseAllDocuments(text, {
      version,
      logLevel: 'silent',
      uniqueKeys: false,
      // Nobody reads them.
      prettyErrors: false,
    });
    if (documents.some((document) => document.errors.length > 0 || hasKeyTwice(document))) return [];
    documents.forEach(keepDigits);
    const values = documents.map((document) => asJson(document.toJS({ maxAliasCount: 100 }) as unknown));
    return values.every((value) => isObject(value) || isList(value)) ? values : [];
  } catch {
    return [];
  }
}

/** The parser itself compares every key of a map with every other one. */
function hasKeyTwice(document: Document): boolean {
  let isTwice = false;
  visit(document, {
    Map: (_, { items }) => {
      const keys = items.map(({ key }) => (isScalar(key) ? key.value : key));
      isTwice ||= new Set(keys).size < keys.length;
      return isTwice ? visit.BREAK : undefined;
    },
  });
  return isTwice;
}

/** As in JSON, a number that JavaScript would round is the text of it. */
function keepDigits(document: Document): void {
  visit(document, {
    Scalar: (_, scalar) => {
      const { value, source = '' } = scalar;
      if (typeof value === 'number' && isRounded(source)) scalar.value = source;
    },
  });
}

/** YAML has times, binary data and sets; JSON uses texts and lists for them. */
function asJson(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Set || value instanceof Map || Array.isArray(value)) return [...value].map(asJson);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asJson(inner)]));
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : ((value ?? null) as Json);
}
