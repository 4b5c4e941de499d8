import { type Document, parseAllDocuments } from 'yaml';
import { isList, isObject, type Json } from '../../core/json';

/** A text that holds structure. */
export interface StructuredText {
  readonly language: 'JSON' | 'YAML';
  readonly value: Json;
}

/** What a text holds, where it is JSON, or one document of YAML of more than one line. */
export function parseText(text: string): StructuredText | undefined {
  const json = parseJson(text);
  if (json !== undefined) return { language: 'JSON', value: json };
  const [value, ...more] = parseYaml(text);
  return value === undefined || more.length > 0 ? undefined : { language: 'YAML', value };
}

/** All that a text holds as JSON or YAML: none, one value, or one for each document. */
export function parseTexts(text: string): readonly Json[] {
  const json = parseJson(text);
  return json === undefined ? parseYaml(text) : [json];
}

function parseJson(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** None where any of it is no YAML. */
function parseYaml(text: string): readonly Json[] {
  if (!/^[ \t]*[\w"'-][^\n]*:(\s|$)/m.test(text) || !text.includes('\n')) return [];
  // cloud-init reads YAML 1.1, in which `no` is false.
  const version = text.startsWith('#cloud-config') ? '1.1' : '1.2';
  try {
    const documents: readonly Document[] = parseAllDocuments(text, { version, logLevel: 'silent' });
    if (documents.some(({ errors }) => errors.length > 0)) return [];
    const values = documents.map((document) => asJson(document.toJS({ maxAliasCount: 100 }) as unknown));
    return values.every((value) => isObject(value) || isList(value)) ? values : [];
  } catch {
    return [];
  }
}

/** YAML knows times, bytes and sets; JSON has text and lists for them. */
function asJson(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Set || value instanceof Map || Array.isArray(value)) return [...value].map(asJson);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asJson(inner)]));
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : ((value ?? null) as Json);
}
