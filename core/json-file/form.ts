import { z } from '../zod';
import { type Finding, problem } from '../findings';
import { locationIn, shown } from './location';
import { nounOf } from './noun';
import { knownKeys, schemaAt, unwrapped } from './schema-at';

/** What a schema says of a value: its title completes "must be …", its description is the advice. */
export interface Described {
  readonly title: string;
  readonly description: string;
}

interface Subject {
  /** Names the file. */
  readonly path: string;
  /** The id of the rule that the file's schema is. */
  readonly rule: string;
  /** What to do about a value of which the schema says nothing itself. @default nothing */
  readonly advice?: string;
}

/** Everything in which a parsed file differs from its schema. */
export function formFindings(schema: z.ZodType, value: unknown, subject: Subject): readonly Finding[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  // A key of the wrong name explains one that is missing: it comes first.
  const isUnknownKey = ({ code }: z.core.$ZodIssue) => code === 'unrecognized_keys';
  const ordered = [...issues.filter(isUnknownKey), ...issues.filter((issue) => !isUnknownKey(issue))];
  const findings = ordered.flatMap((issue) => explain(issue, schema, value, subject));
  return [...new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding])).values()];
}

function explain(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  value: unknown,
  { path, rule, advice = '' }: Subject,
): readonly Finding[] {
  const keys = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, value, keys);
    return issue.keys.slice(0, MOST_UNKNOWN).map((key) =>
      problem({
        rule,
        path: locationIn(path, ...keys, key),
        message: 'must not be there',
        advice: `Remove it, or correct its name. What may be there: ${known.join(', ')}.`,
      }),
    );
  }
  const last = keys.at(-1);
  const { title, description } =
    issue.code === 'custom' && issue.params !== undefined
      ? (issue.params as Described)
      : describe(schemaAt(schema, value, keys, issue.code === 'invalid_key'), advice);
  const met = issue.code === 'invalid_key' ? last : valueAt(value, keys);
  if (met === undefined && last !== undefined)
    return [
      problem({
        rule,
        path: locationIn(path, ...keys.slice(0, -1)),
        message: `must have "${last}"`,
        advice: description,
      }),
    ];
  return [
    problem({
      rule,
      path: locationIn(path, ...keys),
      message: `must be ${title}`,
      value: shown(met),
      advice: description,
    }),
  ];
}

/** More of one kind tell nobody more. */
const MOST_UNKNOWN = 100;

function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

function describe(schema: z.core.$ZodType | undefined, advice: string): Described {
  const inner = schema && unwrapped(schema);
  const own = (schema && z.globalRegistry.get(schema)) ?? (inner && z.globalRegistry.get(inner));
  if (own?.title !== undefined) return { title: own.title, description: own.description ?? advice };
  const type = inner?._zod.def.type;
  const noun = type === undefined || type === 'union' ? 'as the schema says' : nounOf(type);
  return { title: schema instanceof z.ZodNullable ? `${noun} or null` : noun, description: advice };
}
