import { isList, isObject, type Json } from '../../core/json';
import { isIdentity, listIdentity, type Path, type PathStep } from '../diff';
import type { Block } from '../synth';
import { argumentPlace, entryPlace, itemPlace, type Place } from './places';
import { NOWHERE } from './search';

/** What is known of the place in a block that a path leads to. */
export function placeInBlock(block: Block | undefined, [argument, ...path]: Path): Place {
  if (block === undefined || typeof argument !== 'string') return NOWHERE;
  return placeWithin(block.arguments[argument], path, argumentPlace(block, argument));
}

/** What is known of the place in a value that a path leads to: as the search would come there. */
export function placeWithin(value: Json | undefined, path: Path, start: Place): Place {
  let place = start;
  let inner = value;
  for (const step of path) {
    // One block may be written as a list of one.
    if (typeof step === 'string' && isList(inner) && inner.length === 1) [inner] = inner;
    [inner, place] = stepInto(inner, step, place);
  }
  return place;
}

function stepInto(value: Json | undefined, step: PathStep, place: Place): readonly [Json | undefined, Place] {
  if (typeof step === 'string')
    // Where only the other side has it, the name alone says what it is.
    return isObject(value)
      ? [value[step], entryPlace(value, step, place)]
      : [undefined, { ...place, key: step }];
  if (!isList(value)) return [undefined, place];
  const index = isIdentity(step) ? (placesOf(place.key, value).get(step.id) ?? -1) : step;
  return [value[index], itemPlace(value, index, place)];
}

/** Every difference in a list asks for it once more. */
const KNOWN = new WeakMap<readonly Json[], ReadonlyMap<string, number>>();

/** Identity → place, of the items of a list. */
function placesOf(key: string, list: readonly Json[]): ReadonlyMap<string, number> {
  const known = KNOWN.get(list);
  if (known !== undefined) return known;
  const places = new Map((listIdentity(key, list) ?? []).map((id, place) => [id, place]));
  KNOWN.set(list, places);
  return places;
}
