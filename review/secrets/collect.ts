import { type Block, isList, isObject, type Json, type Synth } from '../synth';
import { inText, isNoSecret, isSecretArgument, namesSecret } from './places';

/** Every secret that synths hold in clear. */
export function collectSecrets(synths: readonly Synth[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { stacks } of synths)
    for (const { blocks } of stacks.values()) for (const block of blocks.values()) collectBlock(block, found);
  return found;
}

function collectBlock(block: Block, found: Set<string>): void {
  for (const [argument, value] of Object.entries(block.arguments))
    collect(value, isSecretArgument(block, argument), found);
}

function collect(value: Json, secret: boolean, found: Set<string>): void {
  if (typeof value === 'string') collectText(value, secret, found);
  else if (typeof value === 'number') collectText(String(value), secret, found);
  else if (isList(value)) for (const item of value) collect(item, secret, found);
  else if (isObject(value)) collectObject(value, secret, found);
}

function collectObject(value: Readonly<Record<string, Json>>, secret: boolean, found: Set<string>): void {
  const { name } = value;
  const named = typeof name === 'string' && namesSecret(name);
  for (const key in value) {
    const inner = value[key];
    if (inner === undefined) continue;
    // What a secret refers to has a name and a key, and they are no secrets. Neither is what names a block.
    const isPlace = secret || (isPlain(inner) && (namesSecret(key) || (named && key === 'value')));
    collect(inner, isPlace, found);
  }
}

function isPlain(value: Json): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function collectText(text: string, secret: boolean, found: Set<string>): void {
  if (secret && !isNoSecret(text)) found.add(text);
  for (const inner of inText(text)) found.add(inner);
}

/** Where a block holds secrets in clear. */
export function clearSecrets(block: Block): readonly string[] {
  return Object.entries(block.arguments).flatMap(([argument, value]) =>
    placesIn(value, isSecretArgument(block, argument), argument),
  );
}

/** Looks only into what holds any: most blocks hold none. */
function placesIn(value: Json, secret: boolean, path: string): readonly string[] {
  const found = new Set<string>();
  collect(value, secret, found);
  if (found.size === 0) return [];
  if (isList(value)) return value.flatMap((item, index) => placesIn(item, secret, `${path}[${index}]`));
  if (!isObject(value)) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    placesIn(item, secret || (isPlain(item) && namesSecret(key)), `${path}.${key}`),
  );
  // A name beside it makes it a secret: an environment variable, say.
  return inner.length > 0 ? inner : [path];
}
