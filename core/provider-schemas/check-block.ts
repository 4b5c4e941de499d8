import { type Finding, nearest, problem } from '../findings';
import { entryOf, isList, isObject, type Json, type JsonObject, textOf } from '../json';
import { isExpression, misfit } from './check-type';
import type { AttributeSchema, BlockSchema, NestedSchema, NestingMode } from './provider-schema';

/** Where cdktf keeps what it knows of a block; Terraform passes over it. */
const COMMENT = '//';
/** Blocks that Terraform itself makes from a list: their number is known at plan. */
const DYNAMIC = 'dynamic';

/** What is wrong with a block, going by its schema. `passed` are arguments that belong to Terraform itself. */
export function checkBlock(
  block: JsonObject,
  schema: BlockSchema,
  path: string,
  passed: readonly string[] = [],
): readonly Finding[] {
  const { attributes = {}, block_types: types = {} } = schema;
  const generated = isObject(block[DYNAMIC]) ? block[DYNAMIC] : {};
  const given = Object.entries(block).filter(([name]) => ![COMMENT, DYNAMIC, ...passed].includes(name));
  return [
    ...given.flatMap(([name, value]) => {
      const where = `${path}.${name}`;
      const attribute = entryOf(attributes, name);
      if (attribute !== undefined) return checkAttribute(value, attribute, where);
      const nested = entryOf(types, name);
      return nested === undefined ? [unknown(where, name, schema)] : checkNested(value, nested, where);
    }),
    ...Object.entries(generated).flatMap(([name, value]) => checkGenerated(name, value, schema, path)),
    ...missing(block, generated, schema, path),
  ];
}

function checkAttribute(value: Json, attribute: AttributeSchema, path: string): readonly Finding[] {
  const { type, nested_type: nested, required, optional } = attribute;
  if (value === null) return [];
  if (required !== true && optional !== true)
    return [
      problem({
        rule: 'schema/computed',
        path,
        message: 'must be left out: only the provider knows it',
        value: shown(value),
        advice: 'Remove it. Others may refer to it.',
      }),
    ];
  if (nested !== undefined)
    return blocksOf(value, nested.nesting_mode, path).flatMap(([block, where]) =>
      isObject(block)
        ? checkBlock(block, { attributes: nested.attributes }, where)
        : [wrongType(block, 'an object', where)],
    );
  const wrong = type === undefined ? undefined : misfit(value, type, path);
  return wrong === undefined ? [] : [wrongType(value, wrong.wanted, wrong.path)];
}

function checkNested(
  value: Json,
  { nesting_mode: mode, block, max_items: most }: NestedSchema,
  path: string,
): readonly Finding[] {
  if (value === null) return [];
  const blocks = blocksOf(value, mode, path);
  const limit = mode === 'single' || mode === 'group' ? 1 : (most ?? 0);
  return [
    ...blocks.flatMap(([each, where]) =>
      isObject(each)
        ? checkBlock(each, block, where)
        : each === null || isExpression(each)
          ? []
          : [wrongType(each, 'a block', where)],
    ),
    ...(limit > 0 && blocks.length > limit
      ? [
          problem({
            rule: 'schema/block-count',
            path,
            message: limit === 1 ? 'must be one block' : `must be ${limit} blocks at most`,
            value: `${blocks.length} blocks`,
            advice: 'Remove those that are too many.',
          }),
        ]
      : []),
  ];
}

/** The blocks that stand under a name, with their paths. Terraform takes a list, a single one, or for a map one for each key. */
function blocksOf(value: Json, mode: NestingMode, path: string): readonly (readonly [Json, string])[] {
  if (mode === 'map' && isObject(value))
    return Object.entries(value).map(([key, block]) => [block, `${path}.${key}`] as const);
  return isList(value) ? value.map((block, index) => [block, `${path}[${index}]`] as const) : [[value, path]];
}

function checkGenerated(name: string, value: Json, schema: BlockSchema, path: string): readonly Finding[] {
  const where = `${path}.${DYNAMIC}.${name}`;
  const nested = entryOf(schema.block_types ?? {}, name);
  if (nested === undefined) return [unknown(where, name, schema)];
  return blocksOf(value, 'list', where).flatMap(([block, place]) => {
    const content = isObject(block) ? block['content'] : undefined;
    return isObject(content) ? checkBlock(content, nested.block, `${place}.content`) : [];
  });
}

function missing(
  block: JsonObject,
  generated: JsonObject,
  schema: BlockSchema,
  path: string,
): readonly Finding[] {
  const { attributes = {}, block_types: types = {} } = schema;
  const isThere = (name: string) => Object.hasOwn(block, name) && block[name] !== null;
  const absent = [
    ...Object.entries(attributes).filter(([, { required }]) => required === true),
    ...Object.entries(types).filter(
      ([name, { min_items: least = 0 }]) => least > 0 && !Object.hasOwn(generated, name),
    ),
  ].filter(([name]) => !isThere(name));
  return absent.map(([name]) =>
    problem({
      rule: 'schema/missing',
      path: `${path}.${name}`,
      message: 'must be given: the provider requires it',
      value: 'missing',
      advice: 'Add it.',
    }),
  );
}

function unknown(
  path: string,
  name: string,
  { attributes = {}, block_types: types = {} }: BlockSchema,
): Finding {
  const known = [
    ...Object.entries(attributes).flatMap(([each, { required, optional }]) =>
      required || optional ? [each] : [],
    ),
    ...Object.keys(types),
  ];
  const meant = nearest(name, known);
  return problem({
    rule: 'schema/unknown',
    path,
    message: 'must be an argument that the provider has in this place',
    value: JSON.stringify(name),
    advice: meant === undefined ? `It has ${known.sort().join(', ')}.` : `Did you mean ${meant}?`,
  });
}

function wrongType(value: Json, wanted: string, path: string): Finding {
  return problem({
    rule: 'schema/type',
    path,
    message: `must be ${wanted}`,
    value: shown(value),
    advice: 'Correct it where the construct is made, or in the override that sets it.',
  });
}

/** What kind of value it is: the value itself may be a secret. */
function shown(value: Json): string {
  if (isList(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  return typeof value === 'string' ? 'a text' : textOf(value);
}
