import { isList, isObject, type Json } from '../../core/json';
import { argumentPlace, entryPlace, itemPlace, NOWHERE, type Place } from '../../core/secrets';
import { isIdentity, listIdentity, type Path, type PathStep } from '../diff';
import type { Block } from '../synth';

/** The place at a path in a block. */
export function placeInBlock(block: Block | undefined, [argument, ...path]: Path): Place {
  if (block === undefined || typeof argument !== 'string') return NOWHERE;
  return placeWithin(block.arguments[argument], path, argumentPlace(block, argument));
}

/** The place at a path in a value, as the search would determine it. */
export function placeWithin(value: Json | undefined, path: Path, start: Place): Place {
  let place = start;
  let inner = value;
  for (const step of path) {
    // A single block may be written as a list of one.
    if (typeof step === 'string' && isList(inner) && inner.length === 1) [inner] = inner;
    [inner, place] = stepInto(inner, step, place);
  }
  return place;
}

function stepInto(value: Json | undefined, step: PathStep, place: Place): readonly [Json | undefined, Place] {
  if (typeof step === 'string')
    // If only the other side has the value, the name alone decides.
    return isObject(value)
      ? [value[step], entryPlace(value, step, place)]
      : [undefined, { ...place, key: step }];
  if (!isList(value)) return [undefined, place];
  const index = isIdentity(step) ? (placesOf(place.key, value).get(step.id) ?? -1) : step;
  return [value[index], itemPlace(value, index, place)];
}

/** Cached, since every difference in a list asks for it again. */
const KNOWN = new WeakMap<readonly Json[], ReadonlyMap<string, number>>();

/** Identity → place, for the items of a list. */
function placesOf(key: string, list: readonly Json[]): ReadonlyMap<string, number> {
  const known = KNOWN.get(list);
  if (known !== undefined) return known;
  const places = new Map((listIdentity(key, list) ?? []).map((id, place) => [id, place]));
  KNOWN.set(list, places);
  return places;
}
