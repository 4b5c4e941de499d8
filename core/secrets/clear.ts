import { entryOf, isList, isObject, type Json } from '../json';
import { entry } from '../text';
import type { Exempt } from './exemption';
import {
  areAlike,
  argumentContext,
  entryContext,
  itemContext,
  type ValueContext,
  type SecretBlock,
} from './value-context';
import {
  KNOWN_TEXTS,
  NO_CONTEXT,
  type ValueInContext,
  type Search,
  searchChanged,
  searchFor,
  searchValue,
} from './search';

/** A secret that stands in plain text. */
interface ClearSecret {
  /** Where: `env.DATABASE_PASSWORD`, `args[2]`, `files["/etc/app.ini"]`. */
  readonly path: string;
  /** What tells that it is one, without saying it: `its name says so`. */
  readonly why: string;
}

/** What each block was found to hold: a review asks for all secrets, and then again block by block. */
const KNOWN_BLOCKS = new WeakMap<SecretBlock, readonly string[]>();

const NONE: readonly string[] = [];

/**
 * Every secret that stands in plain text in a block.
 * @param former the block before a change: what the two share, and what held nothing, is not searched again
 */
export function secretsIn(block: SecretBlock, former?: SecretBlock): readonly string[] {
  let known = KNOWN_BLOCKS.get(block);
  if (known === undefined) {
    const isKnown = former !== undefined && secretsIn(former).length === 0;
    const { found } = isKnown ? searchBeside(block, former) : searchBlock(block);
    known = found.size === 0 ? NONE : [...found.keys()];
    KNOWN_BLOCKS.set(block, known);
  }
  return known;
}

function searchBlock(block: SecretBlock): Search {
  const search = searchFor(undefined, KNOWN_TEXTS);
  for (const argument in block.arguments)
    searchValue(block.arguments[argument], argumentContext(block, argument), search);
  return search;
}

function searchBeside(block: SecretBlock, former: SecretBlock): Search {
  const search = searchFor(undefined, KNOWN_TEXTS);
  const isAlike = areAlike(block, former);
  for (const argument in block.arguments) {
    if (isAlike && block.arguments[argument] === entryOf(former.arguments, argument)) continue;
    const inContext = (each: SecretBlock): ValueInContext => ({
      value: entryOf(each.arguments, argument),
      context: argumentContext(each, argument),
    });
    searchChanged(inContext(block), inContext(former), search);
  }
  return search;
}

/** Where a block has secrets in plain text. */
export function clearSecrets(block: SecretBlock, exempt?: Exempt): readonly ClearSecret[] {
  if (secretsIn(block).length === 0) return [];
  const begin = searchesFor(exempt);
  return Object.entries(block.arguments).flatMap(([argument, value]) =>
    secretsBelow(value, argumentContext(block, argument), argument, begin),
  );
}

/**
 * Where a value has secrets in plain text, going by the names inside it and by its texts.
 *
 * @example
 * clearSecretsIn({ API_TOKEN: 'zQ8xkP' }, 'env'); // [{ path: 'env.API_TOKEN', why: 'its name says so' }]
 */
export function clearSecretsIn(value: Json, path: string, exempt?: Exempt): readonly ClearSecret[] {
  const key = path.split('.').at(-1) ?? '';
  return secretsBelow(value, { ...NO_CONTEXT, key }, path, searchesFor(exempt));
}

/** Begins searches that share what they learn. What is exempt in one place may be a secret in another. */
function searchesFor(exempt: Exempt | undefined): () => Search {
  const texts = exempt === undefined ? KNOWN_TEXTS : searchFor().texts;
  return () => searchFor(exempt, texts);
}

/** Goes down only where there is something to find: most values hold nothing. */
function secretsBelow(
  value: Json,
  context: ValueContext,
  path: string,
  begin: () => Search,
): readonly ClearSecret[] {
  const search = begin();
  searchValue(value, context, search);
  const [why] = search.found.values();
  if (why === undefined) return [];
  const inner = isList(value)
    ? value.flatMap((item, index) =>
        secretsBelow(item, itemContext(value, index, context), `${path}[${index}]`, begin),
      )
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) =>
          secretsBelow(item, entryContext(value, key, context), entry(path, key), begin),
        )
      : [];
  return inner.length > 0 ? inner : [{ path, why }];
}
