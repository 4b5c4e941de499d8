import type { z } from '../../core/zod';
import { type Finding, nearest, problem } from '../../core/findings';
import { knownKeys, nounOf } from '../../core/json-file';
import { entry } from '../../core/text';

/** Options that are said elsewhere, and where. */
export type Elsewhere = ReadonlyMap<string, string>;

/**
 * What of a value does not have the shape. The value is plain data: {@link plainDataFindings} comes first.
 *
 * @param elsewhere options that people look for here
 */
export function findingsOf(
  shape: z.ZodType,
  value: unknown,
  path: string,
  elsewhere: Elsewhere = new Map(),
): readonly Finding[] {
  const { error } = shape.safeParse(value, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue) => {
    const at = issue.path.reduce(
      (path: string, key) => entry(path, typeof key === 'number' ? key : String(key)),
      path,
    );
    if (issue.code !== 'unrecognized_keys') return [wrongType(at, issue)];
    const known = knownKeys(shape, value, issue.path as readonly (string | number)[]);
    return issue.keys
      .slice(0, MOST_UNKNOWN)
      .map((key) =>
        unknownName(entry(at, key), key, known, issue.path.length === 0 ? elsewhere.get(key) : undefined),
      );
  });
}

/** For each, all names are compared with it: a hundred thousand would take minutes, and tell nobody more. */
const MOST_UNKNOWN = 100;

function unknownName(path: string, key: string, known: readonly string[], where?: string): Finding {
  const meant = where === undefined ? nearest(key, known) : undefined;
  return problem({
    rule: 'shape/unknown',
    path,
    message: 'must be the name of an option',
    value: key,
    advice:
      where ??
      (meant === undefined
        ? known.length === 0
          ? 'Take it out.'
          : `Check the spelling. There are ${[...known].sort().join(', ')}.`
        : `Write ${meant}, or take it out.`),
  });
}

function wrongType(path: string, issue: z.core.$ZodIssue): Finding {
  const input = inputOf(issue);
  return problem({
    rule: 'shape/kind',
    path,
    message: messageOf(issue),
    value: shown(input),
    advice:
      input === undefined
        ? 'Add it.'
        : (adviceOf(issue) ??
          'Correct it: `npm run typecheck` shows the line and the type that is expected.'),
  });
}

/** Of several kinds none has this one: zod shows the whole value, and means its kind. */
function inputOf(issue: z.core.$ZodIssue): unknown {
  const { input } = issue;
  const key = issue.code === 'invalid_union' ? issue.discriminator : undefined;
  if (key === undefined || issue.path.at(-1) !== key || typeof input !== 'object' || input === null)
    return input;
  return (input as Readonly<Record<string, unknown>>)[key];
}

/** What a shape says itself about a value that it refuses. */
function adviceOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  if (issue?.code === 'invalid_key') return adviceOf(issue.issues[0]);
  return issue?.code === 'custom' ? (issue.params?.['advice'] as string | undefined) : undefined;
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'must be a name';
  if (issue.message.startsWith('must ')) return issue.message;
  if (issue.code === 'invalid_type') return `must be ${nounOf(issue.expected)}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}`;
  return `must have the right type: ${issue.message}`;
}

/** A value as a finding shows it, whatever it is: as JSON, which is cut off where it is long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || value === null) return String(value);
  const text = asJson(value);
  return text === undefined ? typeof value : text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Undefined for what JSON has no form of. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // A circle, a bigint, or a method toJSON that fails.
  }
}
