import { isObject, items, type Json, type JsonObject } from '../json';

/** How many labels the blocks of a kind have: a resource has its type and its name. Kinds that are not named are read as a whole. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  provider: 1,
  variable: 1,
  output: 1,
  terraform: 0,
  moved: 0,
  removed: 0,
  import: 0,
};

/** Kinds of which several blocks may have the same labels. */
const SEVERAL: ReadonlySet<string> = new Set(['provider', 'terraform', 'moved', 'removed', 'import']);

/** What is not a block of Terraform where one must be. */
export interface WrongBlock {
  /** `resource.aws_instance.web` */
  readonly path: string;
  readonly value: string;
}

/**
 * The labels in an object, or in a list of objects, which Terraform takes for the same.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function labelled(body: Json): readonly (readonly [label: string, body: Json])[] {
  return items(body).flatMap((part) => (isObject(part) ? Object.entries(part) : []));
}

/** What Terraform would not take for blocks in a configuration, or for two of one name. */
export function wrongBlocks(json: JsonObject): readonly WrongBlock[] {
  return Object.entries(LABELS).flatMap(([kind, labels]) => {
    const body = json[kind];
    return body === undefined ? [] : wrongIn(body, labels, kind, SEVERAL.has(kind));
  });
}

function wrongIn(body: Json, labels: number, path: string, maySeveral: boolean): readonly WrongBlock[] {
  const parts = items(body);
  const wrong = parts.find((part) => !isObject(part));
  if (wrong !== undefined) return [{ path, value: JSON.stringify(wrong) }];
  if (labels === 0)
    return maySeveral || parts.length < 2 ? [] : [{ path, value: `${parts.length} blocks of one name` }];
  const byLabel = new Map<string, Json[]>();
  for (const [label, inner] of labelled(body))
    byLabel.set(label, [...(byLabel.get(label) ?? []), ...items(inner)]);
  return [...byLabel].flatMap(([label, inner]) => wrongIn(inner, labels - 1, `${path}.${label}`, maySeveral));
}
