import fc from 'fast-check';
import type { AttributeSchema, BlockSchema, NestedSchema } from '../../../core/provider-schemas';

/** A block with a value for every argument that can be given. Lists of blocks have two. */
export function everyArgument(block: BlockSchema, isTop = true): Readonly<Record<string, unknown>> {
  return Object.fromEntries([
    ...givable(block).map(([name, { type }]) => [propertyName(name, isTop), SAMPLES[kindOf(type)]]),
    ...Object.entries(block.block_types ?? {}).map(([name, nested]) => {
      const one = everyArgument(nested.block, false);
      return [propertyName(name, isTop), isSingle(nested) ? one : [one, one]];
    }),
  ]) as Readonly<Record<string, unknown>>;
}

/** Blocks with any of their arguments; what is left out is absent, or undefined. */
export function someArguments(
  block: BlockSchema,
  isTop = true,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc.record(
    Object.fromEntries([
      ...givable(block).map(([name, { type }]) => [propertyName(name, isTop), maybe(VALUES[kindOf(type)])]),
      ...Object.entries(block.block_types ?? {}).map(([name, nested]) => {
        const one = someArguments(nested.block, false);
        return [propertyName(name, isTop), maybe(isSingle(nested) ? one : fc.array(one, { maxLength: 2 }))];
      }),
    ]) as Record<string, fc.Arbitrary<unknown>>,
    { requiredKeys: [] },
  );
}

const maybe = (values: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: values, weight: 3 }, fc.constant(undefined));

/** Words as they are, and what the library might take for something else. */
const text = fc.oneof(
  fc.constantFrom('', 'plain', 'camelCase', '${var.text}', '1e5'),
  fc.string({ maxLength: 8 }),
);

const VALUES = {
  string: text,
  number: fc.integer(),
  bool: fc.boolean(),
  'list of string': fc.array(text, { maxLength: 3 }),
  'list of number': fc.array(fc.integer(), { maxLength: 3 }),
  'map of string': fc.dictionary(fc.constantFrom('a', 'a.b/c', 'camelCase', 'snake_case'), text, {
    maxKeys: 3,
  }),
} as const;

const SAMPLES: Readonly<Record<keyof typeof VALUES, unknown>> = {
  string: 'text',
  number: 7,
  bool: false,
  'list of string': ['a', 'b'],
  'list of number': [1, 2],
  'map of string': { 'a.b/c': '1', camelCase: '2' },
};

/** `["set","string"]` → `list of string` */
function kindOf(type: AttributeSchema['type']): keyof typeof VALUES {
  const words = JSON.stringify(type ?? null).match(/\w+/g) ?? [];
  const name = words.join(' of ').replace(/^set/, 'list');
  if (!(name in VALUES)) throw new Error(`no values of type ${name}`);
  return name as keyof typeof VALUES;
}

function givable({ attributes = {} }: BlockSchema): readonly (readonly [string, AttributeSchema])[] {
  return Object.entries(attributes).filter(
    ([, { required, optional }]) => required === true || optional === true,
  );
}

function isSingle({ nesting_mode: mode, max_items: most }: NestedSchema): boolean {
  return mode === 'single' || most === 1;
}

function propertyName(argument: string, isTop: boolean): string {
  if (isTop && argument === 'build') return 'buildAttribute';
  return argument.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
