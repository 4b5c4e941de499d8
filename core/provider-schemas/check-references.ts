import { type Finding, nearest, problem } from '../findings';
import { at, isList, isObject, items, type Json, type JsonObject } from '../json';
import { addressOf, type Declared, namesIn, placeOf } from './declared';
import type { ProviderSchema } from './provider-schema';
import { type Reference, referenceOf, referencesIn } from './references';

/** What refers to something of its own kind, or to what is no longer there. */
const NO_REFERENCES = ['//', 'terraform', 'moved', 'removed', 'import'];
/** What an expression finds without a declaration. */
const GIVEN = ['each', 'count', 'self', 'path', 'terraform'];

/** Everything that the expressions of a stack refer to must be in it. */
export function checkReferences(
  stack: JsonObject,
  declared: ReadonlyMap<string, Declared>,
  schemas: ReadonlyMap<string, ProviderSchema>,
  name: string,
): readonly Finding[] {
  const judge = (reference: Reference, path: string): readonly Finding[] =>
    judgeReference(reference, stack, declared, schemas, path);
  const inside = (value: Json, path: string): readonly Finding[] => {
    if (typeof value === 'string') return referencesIn(value).flatMap((reference) => judge(reference, path));
    if (isList(value)) return value.flatMap((item, index) => inside(item, `${path}[${index}]`));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, item]) =>
      key === '//' ? [] : inside(item, `${path}.${key}`),
    );
  };
  const parts = Object.entries(stack).filter(([part]) => !NO_REFERENCES.includes(part));
  return [
    ...parts.flatMap(([part, value]) => inside(value, `${name}: ${part}`)),
    ...[...declared.values()].flatMap((each) =>
      plainReferences(each.block).flatMap(([path, text]) => {
        const where = `${name}: ${placeOf(each)}.${path}`;
        // What stands in `${…}` is judged with all other expressions.
        if (text.includes('${')) return [notPlain(where, text)];
        const reference = referenceOf(text);
        return reference === undefined ? [] : judge(reference, where);
      }),
    ),
  ];
}

/** The arguments of Terraform itself that hold references without `${`. */
function plainReferences(block: JsonObject): readonly (readonly [path: string, text: string])[] {
  const lists = [
    ['depends_on', block['depends_on']],
    ['lifecycle.replace_triggered_by', at(items(block['lifecycle'])[0], 'replace_triggered_by')],
  ] as const;
  return lists.flatMap(([path, list]) =>
    items(list).flatMap((each, index) =>
      typeof each === 'string' ? [[`${path}[${index}]`, each] as const] : [],
    ),
  );
}

/** Terraform does not evaluate these: what they name must be known before everything else is. */
function notPlain(path: string, value: string): Finding {
  return problem({
    rule: 'schema/reference',
    path,
    message: 'must be an address as it is, not an expression',
    value,
    advice: `Write ${value.replace(/^\$\{|\}$/g, '')}: cdktf does for \`dependable(construct)\`, and not for its \`fqn\`.`,
  });
}

function judgeReference(
  reference: Reference,
  stack: JsonObject,
  declared: ReadonlyMap<string, Declared>,
  schemas: ReadonlyMap<string, ProviderSchema>,
  path: string,
): readonly Finding[] {
  const [first = '', second = ''] = reference;
  if (GIVEN.includes(first)) return [];
  const oneOf = (owner: string, asked: string, known: readonly string[]): readonly Finding[] => {
    const addresses = known.map((each) => `${owner}.${each}`);
    return known.includes(asked) ? [] : [leadsNowhere(path, `${owner}.${asked}`, addresses)];
  };
  const simple = { var: 'variable', local: 'locals', module: 'module' }[first];
  if (simple !== undefined) {
    const known = items(stack[simple]).flatMap((each) => (isObject(each) ? Object.keys(each) : []));
    return oneOf(first, second, known);
  }
  const [kind, type, name = '', attribute] =
    first === 'data'
      ? (['data', second, reference[2], reference[3]] as const)
      : (['resource', first, second, reference[2]] as const);
  const address = addressOf({ kind, type, name });
  const target = declared.get(address);
  if (target === undefined) {
    // What no provider of the stack could have made is a name of the expression's own.
    const isOurs = schemas.has(type.split('_')[0] ?? '') && type.includes('_');
    return isOurs ? [leadsNowhere(path, address, [...declared.keys()])] : [];
  }
  if (attribute === undefined || target.schema === undefined) return [];
  return oneOf(address, attribute, namesIn(target.schema));
}

/** A reference to what is not there. */
export function leadsNowhere(path: string, value: string, known: readonly string[]): Finding {
  const meant = nearest(value, known);
  return problem({
    rule: 'schema/reference',
    path,
    message: 'must refer to something that is in this stack',
    value,
    advice:
      meant === undefined
        ? 'Declare it in the same stack, or remove the reference.'
        : `Did you mean ${meant}?`,
  });
}
