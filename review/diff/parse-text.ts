import { parse } from 'yaml';
import { isList, isObject, type Json } from '../synth';

/** A text that holds structure. */
export interface StructuredText {
  readonly language: 'JSON' | 'YAML';
  readonly value: Json;
}

/** What a text holds, where it is JSON or YAML of more than one line. */
export function parseText(text: string): StructuredText | undefined {
  return parseJson(text) ?? parseYaml(text);
}

function parseJson(text: string): StructuredText | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { language: 'JSON', value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function parseYaml(text: string): StructuredText | undefined {
  if (!/^[\w"'-][^\n]*:(\s|$)/m.test(text) || !text.includes('\n')) return undefined;
  try {
    // cloud-init reads YAML 1.1, in which `no` is false.
    const version = text.startsWith('#cloud-config') ? '1.1' : '1.2';
    const value = parse(text, { version, logLevel: 'silent', maxAliasCount: 100 }) as Json;
    return isObject(value) || isList(value) ? { language: 'YAML', value } : undefined;
  } catch {
    return undefined;
  }
}
