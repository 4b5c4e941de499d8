import { at, entryOf, isObject, items, type JsonObject } from '../json';
import { type BlockSchema, BUILT_IN, type ProviderSchema, savedSchema } from './provider-schema';

export type Kind = 'resource' | 'data';

/** A resource or a data source of a stack. */
export interface Declared {
  readonly kind: Kind;
  readonly type: string;
  readonly name: string;
  readonly block: JsonObject;
  /** Undefined where its provider's schema is not saved, or has no such type. */
  readonly schema: BlockSchema | undefined;
}

/** The saved schemas of the providers that a stack requires, by the name that it has for each. */
export function schemasOf(stack: JsonObject): ReadonlyMap<string, ProviderSchema> {
  const required = items(at(stack, 'terraform')).flatMap((block) => {
    const providers = at(block, 'required_providers');
    return items(providers).flatMap((each) => (isObject(each) ? Object.entries(each) : []));
  });
  const schemas = required.flatMap(([name, wanted]) => {
    const [source, version] = [at(wanted, 'source'), at(wanted, 'version')];
    const schema =
      typeof source === 'string' && typeof version === 'string' ? savedSchema(source, version) : undefined;
    return schema === undefined ? [] : [[name, schema] as const];
  });
  return new Map([['terraform', BUILT_IN], ...schemas]);
}

export function declarations(
  kind: Kind,
  stack: JsonObject,
  schemas: ReadonlyMap<string, ProviderSchema>,
): readonly Declared[] {
  const types = stack[kind];
  if (!isObject(types)) return [];
  return Object.entries(types).flatMap(([type, blocks]) =>
    !isObject(blocks)
      ? []
      : Object.entries(blocks).flatMap(([name, value]) =>
          items(value).flatMap((block) =>
            isObject(block)
              ? [{ kind, type, name, block, schema: schemaOf(kind, type, block, schemas) }]
              : [],
          ),
        ),
  );
}

function schemaOf(
  kind: Kind,
  type: string,
  block: JsonObject,
  schemas: ReadonlyMap<string, ProviderSchema>,
): BlockSchema | undefined {
  const provider = schemas.get(providerOf(type, block));
  const known = kind === 'data' ? provider?.data_source_schemas : provider?.resource_schemas;
  return entryOf(known ?? {}, type)?.block;
}

/** The name of a resource's provider: said, or the first word of its type. */
export function providerOf(type: string, { provider }: JsonObject): string {
  const said = typeof provider === 'string' ? provider : type.split('_')[0];
  return said?.replace(/^\$\{|\}$/g, '').split('.')[0] ?? '';
}

export function addressOf({ kind, type, name }: Pick<Declared, 'kind' | 'type' | 'name'>): string {
  return `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** The address, and the construct that made it, where cdktf wrote that down. */
export function placeOf(declared: Declared): string {
  const construct = at(declared.block, '//', 'metadata', 'path');
  return typeof construct === 'string' ? `${construct} (${addressOf(declared)})` : addressOf(declared);
}

/** What a block may have inside it, and what may be asked of it. */
export function namesIn({ attributes = {}, block_types: types = {} }: BlockSchema): readonly string[] {
  return [...Object.keys(attributes), ...Object.keys(types)];
}
