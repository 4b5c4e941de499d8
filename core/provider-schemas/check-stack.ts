import { type Finding, nearest, problem } from '../findings';
import { isList, isObject, items, type Json, type JsonObject } from '../json';
import { checkBlock } from './check-block';
import { checkReferences, leadsNowhere } from './check-references';
import { addressOf, declarations, type Declared, namesIn, placeOf, providerOf, schemasOf } from './declared';
import type { BlockSchema, ProviderSchema } from './provider-schema';

/** What Terraform itself takes in every resource. @see https://developer.hashicorp.com/terraform/language/meta-arguments */
const META = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'connection'];
const LIFECYCLE = [
  'create_before_destroy',
  'ignore_changes',
  'postcondition',
  'precondition',
  'prevent_destroy',
  'replace_triggered_by',
  '//',
];
/**
 * What is wrong with a synthesised stack, going by the schemas of its providers: arguments that are unknown, missing or of another
 * type, blocks that are too many, and references that lead nowhere. It needs neither a provider nor a network. What belongs to a
 * provider whose schema in that version is not saved is not judged.
 *
 * @param name the stack's
 * @param stack its `cdk.tf.json`
 * @example
 * refuseIfAny(checkStack('dev-services', JSON.parse(text)), 'nothing was written');
 */
export function checkStack(name: string, stack: JsonObject): readonly Finding[] {
  const schemas = schemasOf(stack);
  const declared = [...declarations('resource', stack, schemas), ...declarations('data', stack, schemas)];
  const named = new Map(declared.map((each) => [addressOf(each), each]));
  return [
    ...declared.flatMap((each) => [
      ...checkDeclared(each, schemas, `${name}: ${placeOf(each)}`),
      ...checkLifecycle(each, `${name}: ${placeOf(each)}`),
    ]),
    ...checkProviders(stack, schemas, name),
    ...checkReferences(stack, named, schemas, name),
  ];
}

function checkDeclared(
  { kind, type, block, schema }: Declared,
  schemas: ReadonlyMap<string, ProviderSchema>,
  path: string,
): readonly Finding[] {
  if (schema !== undefined) return checkBlock(block, schema, path, META);
  const provider = schemas.get(providerOf(type, block));
  if (provider === undefined) return [];
  const known = Object.keys(kind === 'data' ? provider.data_source_schemas : provider.resource_schemas);
  const meant = nearest(type, known);
  return [
    problem({
      rule: 'schema/unknown',
      path,
      message: `must be a ${kind === 'data' ? 'data source' : 'resource'} that its provider has in this version`,
      value: type,
      advice:
        meant === undefined ? 'Look it up in the documentation of the provider.' : `Did you mean ${meant}?`,
    }),
  ];
}

function checkLifecycle({ block, schema }: Declared, path: string): readonly Finding[] {
  const lifecycle = items(block['lifecycle']).filter(isObject);
  return [
    ...(given(block, 'count') && given(block, 'for_each')
      ? [
          problem({
            rule: 'schema/meta-argument',
            path,
            message: 'must have `count` or `for_each`, not both',
            value: 'both',
            advice: 'Keep `for_each`: its keys stay when one in the middle goes.',
          }),
        ]
      : []),
    ...lifecycle.flatMap((each) =>
      Object.keys(each)
        .filter((name) => !LIFECYCLE.includes(name))
        .map((name) => unknownMeta(`${path}.lifecycle.${name}`, name)),
    ),
    ...lifecycle.flatMap((each) =>
      ignored(each['ignore_changes'], schema, `${path}.lifecycle.ignore_changes`),
    ),
  ];
}

function given(block: JsonObject, name: string): boolean {
  return Object.hasOwn(block, name) && block[name] !== null;
}

function unknownMeta(path: string, name: string): Finding {
  const meant = nearest(name, LIFECYCLE);
  return problem({
    rule: 'schema/meta-argument',
    path,
    message: 'must be something that a lifecycle has',
    value: JSON.stringify(name),
    advice: meant === undefined ? `It has ${LIFECYCLE.slice(0, -1).join(', ')}.` : `Did you mean ${meant}?`,
  });
}

function ignored(value: Json | undefined, schema: BlockSchema | undefined, path: string): readonly Finding[] {
  if (schema === undefined || !isList(value)) return [];
  const known = namesIn(schema);
  return value.flatMap((each, index) => {
    const name = typeof each === 'string' ? (/^\w+/.exec(each.replace(/^\$\{/, ''))?.[0] ?? '') : '';
    return name === '' || known.includes(name) ? [] : [leadsNowhere(`${path}[${index}]`, name, known)];
  });
}

function checkProviders(
  stack: JsonObject,
  schemas: ReadonlyMap<string, ProviderSchema>,
  name: string,
): readonly Finding[] {
  const providers = stack['provider'];
  if (!isObject(providers)) return [];
  return Object.entries(providers).flatMap(([provider, configurations]) => {
    const schema = schemas.get(provider)?.provider_schema.block;
    if (schema === undefined) return [];
    return items(configurations).flatMap((block, index) =>
      isObject(block) ? checkBlock(block, schema, `${name}: provider.${provider}[${index}]`, ['alias']) : [],
    );
  });
}
