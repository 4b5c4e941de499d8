import { nearest } from '../findings';
import { entryOf, isList, isObject, type Json, type JsonObject } from '../json';
import { countOf, firstOf } from '../text';
import type { JsonSchema, Mismatch, SchemaType } from './json-schema';

/**
 * What of a value its schema does not allow. Of several forms that a value may have, the problems of the one that it resembles are told.
 *
 * @see https://json-schema.org/draft-04/json-schema-validation
 * @example
 * mismatches({ mode: 'of' }, { properties: { mode: { enum: ['on', 'off'] } } }); // [{ at: ['mode'], message: 'must be on or off' }]
 */
export function mismatches(value: Json, schema: JsonSchema): readonly Mismatch[] {
  return judge(value, schema, schema.definitions ?? {});
}

type Definitions = Readonly<Record<string, JsonSchema>>;
type Judge = (value: Json, schema: JsonSchema, definitions: Definitions) => readonly Mismatch[];

const judge: Judge = (value, given, definitions) => {
  const schema = resolved(given, definitions);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => IS[type](value)))
    return here(`must be ${either(types.map((type) => CALLED[type]))}`);
  return JUDGES.flatMap((each) => each(value, schema, definitions));
};

/** What stands beside a reference does not count. */
function resolved(schema: JsonSchema, definitions: Definitions): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = entryOf(definitions, schema.$ref.replace('#/definitions/', ''));
  if (found === undefined) throw new Error(`The schema has no ${schema.$ref}.`);
  return resolved(found, definitions);
}

const IS: Readonly<Record<SchemaType, (value: Json) => boolean>> = {
  array: isList,
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  null: (value) => value === null,
  number: (value) => typeof value === 'number',
  object: isObject,
  string: (value) => typeof value === 'string',
};

const CALLED: Readonly<Record<SchemaType, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'a map',
  string: 'text',
};

const scalars: Judge = (value, { enum: allowed, pattern, minimum, maximum, minLength }) => [
  ...(allowed === undefined || allowed.some((each) => same(each, value))
    ? []
    : here(`must be ${either(allowed.map(shown))}`)),
  ...(typeof value === 'string' && pattern !== undefined && !new RegExp(pattern).test(value)
    ? here(`must match ${pattern}`)
    : []),
  ...(typeof value === 'string' && minLength !== undefined && Array.from(value).length < minLength
    ? here(`must have at least ${minLength} characters`)
    : []),
  ...(typeof value === 'number' && minimum !== undefined && value < minimum
    ? here(`must be at least ${minimum}`)
    : []),
  ...(typeof value === 'number' && maximum !== undefined && value > maximum
    ? here(`must be at most ${maximum}`)
    : []),
];

const lists: Judge = (value, schema, definitions) => {
  if (!isList(value)) return [];
  const { items, additionalItems, minItems = 0, maxItems = Infinity, uniqueItems = false } = schema;
  const schemaOf = (index: number): JsonSchema | boolean | undefined => {
    if (items === undefined) return undefined;
    return isSchema(items) ? items : (items[index] ?? additionalItems);
  };
  const texts = value.map((item) => JSON.stringify(item));
  return [
    ...(value.length < minItems ? here(`must have at least ${countOf(minItems, 'entry', 'entries')}`) : []),
    ...(value.length > maxItems ? here(`must have at most ${countOf(maxItems, 'entry', 'entries')}`) : []),
    ...(uniqueItems && new Set(texts).size < texts.length ? here('must have no entry twice') : []),
    ...value.flatMap((item, index) => {
      const own = schemaOf(index);
      if (own === false) return below(index, here('must not be there'));
      return typeof own === 'object' ? below(index, judge(item, own, definitions)) : [];
    }),
  ];
};

const maps: Judge = (value, schema, definitions) => {
  if (!isObject(value)) return [];
  const { required = [], minProperties = 0, maxProperties = Infinity } = schema;
  const keys = Object.keys(value);
  return [
    ...required
      .filter((key) => !Object.hasOwn(value, key))
      .flatMap((key) => here(`must have the key ${key}`)),
    ...(keys.length < minProperties ? here(`must have at least ${countOf(minProperties, 'key')}`) : []),
    ...(keys.length > maxProperties ? here(`must have at most ${countOf(maxProperties, 'key')}`) : []),
    ...keys.flatMap((key) => below(key, entry(value, key, schema, definitions))),
  ];
};

function entry(
  value: JsonObject,
  key: string,
  { properties = {}, patternProperties = {}, additionalProperties }: JsonSchema,
  definitions: Definitions,
): readonly Mismatch[] {
  const named = entryOf(properties, key);
  const own = [
    ...(named === undefined ? [] : [named]),
    ...Object.entries(patternProperties).flatMap(([form, each]) =>
      new RegExp(form).test(key) ? [each] : [],
    ),
  ];
  const item = value[key] ?? null;
  if (own.length > 0) return own.flatMap((each) => judge(item, each, definitions));
  if (additionalProperties === false) {
    const meant = nearest(key, Object.keys(properties));
    return [{ at: [], message: 'must be a known key', ...(meant === undefined ? {} : { nearest: meant }) }];
  }
  return typeof additionalProperties === 'object' ? judge(item, additionalProperties, definitions) : [];
}

const forms: Judge = (value, { allOf = [], anyOf, oneOf }, definitions) => [
  ...allOf.flatMap((each) => judge(value, each, definitions)),
  ...(anyOf === undefined ? [] : oneForm(value, anyOf, Infinity, definitions)),
  ...(oneOf === undefined ? [] : oneForm(value, oneOf, 1, definitions)),
];

function oneForm(
  value: Json,
  all: readonly JsonSchema[],
  most: number,
  definitions: Definitions,
): readonly Mismatch[] {
  const results = all.map((each) => judge(value, each, definitions));
  const fitting = results.filter((each) => each.length === 0).length;
  if (fitting > most) return here(`must have one form of ${all.length}, not several at once`);
  if (fitting > 0) return [];
  // Those that fail deeper inside are of the value's own kind.
  const near = results
    .filter((each) => each.some(({ at }) => at.length > 0))
    .sort((a, b) => a.length - b.length);
  const [first, ...others] = near.length > 0 ? near : results;
  if (first === undefined || others.length === 0) return first ?? [];
  if (near.length > 0) return first;
  const parts = new Set(results.flatMap((each) => each.map(({ message }) => message.replace(/^must /, ''))));
  return here(`must ${[...parts].join(', or ').replaceAll('or be ', 'or ')}`);
}

const JUDGES: readonly Judge[] = [scalars, lists, maps, forms];

function isSchema(items: JsonSchema | readonly JsonSchema[]): items is JsonSchema {
  return !Array.isArray(items);
}

function same(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function here(message: string): readonly Mismatch[] {
  return [{ at: [], message }];
}

function below(key: string | number, found: readonly Mismatch[]): readonly Mismatch[] {
  return found.map((each) => ({ ...each, at: [key, ...each.at] }));
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** No more than a person reads. */
const MOST = 8;

function either(names: readonly string[]): string {
  if (names.length > MOST) return `one of ${firstOf(names, MOST)}`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
