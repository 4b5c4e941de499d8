import { z } from '../zod';

type Schema = z.core.$ZodType;
type Keys = readonly (string | number)[];

/** Of schemas that a value chooses, the choice. */
const CHOICES = new WeakMap<Schema, (value: unknown) => z.ZodType>();

/**
 * A schema that depends on the value. Of a union of such schemas, zod could only say that none of them fits.
 *
 * @param choose the schema that the value must fit
 */
export function schemaBy(choose: (value: unknown) => z.ZodType): z.ZodType {
  const schema = z.unknown().superRefine((value, context) => {
    const { error } = choose(value).safeParse(value, { reportInput: true });
    for (const issue of error?.issues ?? []) context.addIssue(issue as never);
  });
  CHOICES.set(schema, choose);
  return schema;
}

/**
 * The schema of the value that keys lead to, or of the last key itself. Of several that a value may have, it is the one that has
 * the value's literals, such as its `kind`.
 */
export function schemaAt(schema: Schema, value: unknown, keys: Keys, isKey = false): Schema | undefined {
  const [key, ...rest] = keys;
  const outer = chosen(unwrapped(schema), value);
  if (key === undefined) return outer === unwrapped(schema) ? schema : outer;
  const inner =
    outer instanceof z.ZodArray
      ? outer.element
      : outer instanceof z.ZodRecord
        ? isKey && rest.length === 0
          ? outer.keyType
          : outer.valueType
        : shapeOf(outer)[key];
  return inner && schemaAt(inner, entry(value, key), rest, isKey);
}

/** The keys that an object may have where keys lead to. */
export function knownKeys(schema: Schema, value: unknown, keys: Keys): readonly string[] {
  const found = schemaAt(schema, value, keys);
  return Object.keys(shapeOf(found && unwrapped(found)));
}

function shapeOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function chosen(schema: Schema, value: unknown): Schema {
  const choose = CHOICES.get(schema);
  if (choose !== undefined) return chosen(unwrapped(choose(value)), value);
  if (!(schema instanceof z.ZodUnion)) return schema;
  const options = schema.options.map(unwrapped);
  const list = Array.isArray(value) ? options.find((option) => option instanceof z.ZodArray) : undefined;
  if (list !== undefined) return list;
  const objects = options.filter((option) => option instanceof z.ZodObject);
  return objects.find((option) => hasLiterals(option, value)) ?? schema;
}

function hasLiterals(option: z.ZodObject, value: unknown): boolean {
  return Object.entries(option.shape).every(
    ([key, inner]) => !(inner instanceof z.ZodLiteral) || inner.values.has(entry(value, key) as never),
  );
}

function entry(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

/** Without what only says that it may be missing or null. */
export function unwrapped(schema: Schema): Schema {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly
    ? unwrapped(schema.unwrap())
    : schema;
}
