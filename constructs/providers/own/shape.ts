import { canInspect, hashMapper, isComplexElement, listMapper, Tokenization } from '../../cdktf';

/** What a block of a provider takes. */
export type Shape = readonly Field[];

/**
 * A property, the argument that it is written as, and what it holds: a value, a list or a map of values, one block, or any number of
 * blocks.
 */
export type Field =
  | readonly [property: string, argument: string, holds: 'value' | 'list' | 'map']
  | readonly [property: string, argument: string, holds: 'one' | 'many', shape: Shape];

export type Values = Readonly<Record<string, unknown>>;

/**
 * What of the values is kept when a resource is made. A single block without any value is left out, as in the bindings that cdktf
 * generates; `{}` is a block.
 */
export function keep(values: Values, shape: Shape): Values {
  const kept: Record<string, unknown> = {};
  for (const [property, , holds, inner] of shape) {
    const value = holds === 'one' ? keepBlock(values[property], inner) : values[property];
    if (value !== undefined) kept[property] = value;
  }
  return kept;
}

function keepBlock(block: unknown, shape: Shape): unknown {
  if (!isObject(block) || Tokenization.isResolvable(block)) return block;
  const kept = keep(block, shape);
  return Object.keys(kept).length > 0 || Object.keys(block).length === 0 ? kept : undefined;
}

/** The arguments, as Terraform reads them. */
export function written(values: Values, shape: Shape): Record<string, unknown> {
  const argumentsOf: Record<string, unknown> = {};
  for (const [property, argument, holds, inner] of shape) {
    const value = values[property];
    if (value !== undefined) argumentsOf[argument] = WRITTEN[holds](value, inner ?? []);
  }
  return argumentsOf;
}

const same = (value: unknown) => value;

const WRITTEN: Readonly<Record<Field[2], (value: unknown, shape: Shape) => unknown>> = {
  value: same,
  list: listMapper(same, false),
  map: hashMapper(same),
  one: writtenBlock,
  many: (blocks, shape) =>
    (listMapper((block: unknown) => writtenBlock(block, shape), true) as typeof same)(blocks),
};

function writtenBlock(block: unknown, shape: Shape): unknown {
  if (!canInspect(block) || Tokenization.isResolvable(block)) return block;
  if (isComplexElement(block))
    throw new Error('must be plain values: refer to each attribute of another resource by itself');
  return written(block as Values, shape);
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null;
}
