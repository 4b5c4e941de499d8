import { isList, isObject, type Json } from '../../core/json';
import type { Block, Synth } from '../synth';
import { argumentPlace, entryPlace, itemPlace, type Place } from './places';
import { type Search, searchValue } from './search';

/** Every secret that the synths contain in plain text. */
export function collectSecrets(synths: readonly Synth[]): ReadonlySet<string> {
  const search: Search = { found: new Set(), seen: new Set() };
  for (const { stacks } of synths)
    for (const { blocks } of stacks.values())
      for (const block of blocks.values())
        for (const argument in block.arguments)
          searchValue(block.arguments[argument], argumentPlace(block, argument), search);
  return search.found;
}

/** Where a block has secrets in plain text. */
export function clearSecrets(block: Block): readonly string[] {
  return Object.entries(block.arguments).flatMap(([argument, value]) =>
    placesIn(value, argumentPlace(block, argument), argument),
  );
}

/** Searches only blocks that may contain secrets: most contain none. */
function placesIn(value: Json, place: Place, path: string): readonly string[] {
  const found = new Set<string>();
  searchValue(value, place, { found, seen: new Set() });
  if (found.size === 0) return [];
  const inner = isList(value)
    ? value.flatMap((item, index) => placesIn(item, itemPlace(value, index, place), `${path}[${index}]`))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) =>
          placesIn(item, entryPlace(value, key, place), `${path}.${key}`),
        )
      : [];
  return inner.length > 0 ? inner : [path];
}
