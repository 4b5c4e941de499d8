import { isList, isObject, type Json } from '../../../core/json';
import { type Difference, isIdentity, listIdentity, type Path, type PathStep } from '../../../review/diff';

/** A value with differences done to it: what a reader would do who had nothing but the differences. */
export function apply(value: Json | undefined, differences: readonly Difference[]): Json | undefined {
  // From the last to the first, so that places in lists stay what they are.
  return [...differences]
    .reverse()
    .reduce<Json | undefined>((done, { path, after }) => set(done, path, after, ''), value);
}

function set(value: Json | undefined, path: Path, after: Json | undefined, key: string): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return after;
  if (typeof step === 'string') {
    // One block may be written as a list of one.
    const block = isList(value) && value.length === 1 ? value[0] : value;
    const { [step]: inner, ...others } = isObject(block) ? block : {};
    const changed = set(inner, rest, after, step);
    return changed === undefined ? others : { ...others, [step]: changed };
  }
  // Of several blocks, the only one may be written as itself.
  const list = isList(value) ? [...value] : isObject(value) ? [value] : [];
  const place = placeOf(list, step, key);
  const item = set(list[place], rest, after, key);
  if (item === undefined) list.splice(place, 1);
  else list[place] = item;
  return list;
}

function placeOf(list: readonly Json[], step: PathStep, key: string): number {
  if (!isIdentity(step)) return Number(step);
  const found = listIdentity(key, list)?.indexOf(step.id) ?? -1;
  return found === -1 ? list.length : found;
}
