import type { z } from '../zod';
import { type Finding, problem } from '../findings';
import { duplicateKeys } from '../json';
import { formFindings } from './form';
import { locationIn } from './location';
import { isNestedDeeper } from './nesting';

/** A kind of file that people and commands edit: what it must hold, and the ids and advice of its findings. */
export interface JsonFileKind<S extends z.ZodType> {
  readonly schema: S;
  readonly rules: {
    readonly merge: string;
    readonly json: string;
    readonly duplicateKey: string;
    readonly form: string;
  };
  /** What to do about a merge that is not finished, and about a key that a merge kept twice. */
  readonly advice: { readonly merge: string; readonly duplicateKey: string };
}

/** A value that nothing can change, at any depth. */
export type Frozen<T> = T extends string ? T : { readonly [Key in keyof T]: Frozen<T[Key]> };

/** What a file holds, or everything that is wrong with its text. */
type JsonFile<T> =
  | { readonly value: T; readonly findings: readonly [] }
  | { readonly value?: undefined; readonly findings: readonly Finding[] };

/**
 * Reads the text of a file of a kind. The path is only a name here, for the findings. The value cannot be changed, at any
 * depth.
 */
export function readJsonFile<S extends z.ZodType>(
  text: string,
  path: string,
  kind: JsonFileKind<S>,
): JsonFile<Frozen<z.output<S>>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (isNestedDeeper(value, DEEPEST)) return { findings: [tooDeep(path, kind)] };
    freeze(value);
  } catch (error) {
    const isUnmerged = /^(<{7}|>{7})/m.test(text);
    return {
      findings: [isUnmerged ? unmerged(path, kind) : notJson(text, path, kind, error as SyntaxError)],
    };
  }
  const findings = [
    ...duplicateKeys(text).map((keys) => duplicate(locationIn(path, ...keys), kind)),
    ...formFindings(kind.schema, value, { path, rule: kind.rules.form }),
  ];
  return findings.length > 0 ? { findings } : { value: value as Frozen<z.output<S>>, findings: [] };
}

/** Nothing that people edit is nested deeper than a few levels. */
const DEEPEST = 50;

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  // zod passes over this key in a record, whatever the record says of its keys.
  if (Object.hasOwn(value, '__proto__')) throw new SyntaxError('Unexpected key "__proto__"');
  Object.values(value).forEach(freeze);
  Object.freeze(value);
}

type AnyKind = JsonFileKind<z.ZodType>;

function unmerged(path: string, { rules, advice }: AnyKind): Finding {
  return problem({
    rule: rules.merge,
    path,
    message: 'must not contain the conflict markers of an unfinished merge',
    advice: advice.merge,
  });
}

function notJson(text: string, path: string, { rules }: AnyKind, { message }: SyntaxError): Finding {
  return problem({
    rule: rules.json,
    path,
    message: `must be JSON; reading it failed with "${message}"`,
    advice: adviceFor(text, message),
  });
}

function adviceFor(text: string, message: string): string {
  if (text.trim() === '') return 'The file is empty. Take it from the last commit, or remove it.';
  if (message.includes('__proto__')) return 'Take this key out: nothing reads it.';
  return 'Correct the text there. Entries are separated by commas, and the last one has none after it.';
}

function tooDeep(path: string, { rules }: AnyKind): Finding {
  return problem({
    rule: rules.form,
    path,
    message: `must be nested at most ${DEEPEST} levels deep`,
    value: 'deeper',
    advice: 'Take out what a program put there.',
  });
}

function duplicate(path: string, { rules, advice }: AnyKind): Finding {
  return problem({
    rule: rules.duplicateKey,
    path,
    message: 'must occur once: JSON silently takes the last of two',
    advice: advice.duplicateKey,
  });
}
