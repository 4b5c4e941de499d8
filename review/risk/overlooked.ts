import { at, isList, isObject, items, type Json, type JsonObject, only, textOf } from '../../core/json';
import type { Block } from '../synth';

/**
 * A block as Terraform applies it to what exists: what `ignore_changes` names stays as it was.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
 */
export function withOverlooked(before: Block, after: Block): Block {
  const { lifecycle } = after.arguments;
  const told = items(at(only(lifecycle), 'ignore_changes')).map(textOf);
  if (told.length === 0) return after;
  const kept = told.includes('all')
    ? {
        ...before.arguments,
        ...META.reduce((own, name) => ({ ...own, [name]: after.arguments[name] ?? null }), {}),
      }
    : told.reduce(
        (args, name) => asBefore(before.arguments, args, stepsOf(name)) as JsonObject,
        after.arguments,
      );
  return { ...after, arguments: kept };
}

/** What Terraform itself reads: nothing of it is ever overlooked. */
const META = ['count', 'for_each', 'lifecycle', 'provider', 'depends_on'];

type Step = string | number;

const STEP = /\["([^"]*)"\]|\[(\d+)\]|\.(\d+)(?![\w-])|([A-Za-z_][\w-]*)/g;

/** `spec[0].replicas` → `spec`, 0, `replicas`. */
function stepsOf(name: string): readonly Step[] {
  return [...name.matchAll(STEP)].map(
    ([, key, place, number, word]) => key ?? word ?? Number(place ?? number),
  );
}

/** The value with what stands at a path as it was. A single block may be written as a list of one. */
function asBefore(
  before: Json | undefined,
  after: Json | undefined,
  steps: readonly Step[],
): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return before;
  if (isList(after)) {
    const place = typeof step === 'number' ? step : 0;
    const inner = typeof step === 'number' ? rest : steps;
    const other = asBefore(items(before)[place], after[place], inner);
    return place >= after.length || other === undefined
      ? after
      : after.map((item, index) => (index === place ? other : item));
  }
  if (!isObject(after)) return after;
  if (typeof step === 'number') return asBefore(only(before), after, rest);
  const { [step]: own, ...others } = after;
  const inner = asBefore(at(only(before), step), own, rest);
  return inner === undefined ? others : { ...others, [step]: inner };
}
