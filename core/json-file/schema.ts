import { z } from '../zod';
import type { Described } from './form';

/** A list in which no text occurs twice. */
export function unique<T extends z.ZodType<string>>(list: z.ZodArray<T>): z.ZodArray<T> {
  return list
    .refine((items) => new Set(items).size === items.length, { when: ({ value }) => Array.isArray(value) })
    .meta({ uniqueItems: true });
}

/** A demand on one key of an object that depends on its other keys. */
export interface Condition {
  /** Applies where each of these keys is given, with one of the values if there are any. */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** The key that is then required; or refused, where the demand says so. */
  readonly key: string;
  readonly refused?: Described;
}

/** An object under conditions that its keys alone do not say: zod checks them, and the published schema states them. */
export function withConditions<T extends z.ZodType>(object: T, conditions: readonly Condition[]): T {
  return conditions
    .reduce<T>(
      (schema, condition) =>
        schema.refine((value) => isMet(value as object, condition), {
          path: [condition.key],
          params: condition.refused,
          // Also where other values are wrong: a report holds every problem.
          when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
        }),
      object,
    )
    .meta({ allOf: conditions.map(statement) });
}

function isMet(value: object, { where, key, refused }: Condition): boolean {
  const given = new Map<string, unknown>(Object.entries(value));
  const applies = Object.entries(where).every(
    ([name, values]) =>
      given.has(name) && (values.length === 0 || values.includes(given.get(name) as string)),
  );
  return !applies || given.has(key) === (refused === undefined);
}

function statement({ where, key, refused }: Condition): object {
  const values = Object.entries(where).filter(([, texts]) => texts.length > 0);
  return {
    if: {
      ...(values.length > 0 && {
        properties: Object.fromEntries(values.map(([name, texts]) => [name, { enum: texts }])),
      }),
      required: Object.keys(where),
    },
    then: refused === undefined ? { required: [key] } : { properties: { [key]: { ...refused, not: {} } } },
  };
}

/** The JSON Schema (draft 7) that is published for a kind of file, so that editors check and complete it. */
export function publishedSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    target: 'draft-07',
    // What a file must hold, not what its reader makes of it.
    io: 'input',
    override: ({ jsonSchema }) => {
      // JavaScript escapes slashes in the source of a pattern; JSON Schema need not.
      if (jsonSchema.pattern !== undefined) jsonSchema.pattern = jsonSchema.pattern.replaceAll('\\/', '/');
    },
  });
}
