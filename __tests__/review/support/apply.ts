import { isList, isObject, type Json } from '../../../core/json';
import { type Difference, isIdentity, listIdentity, type PathStep, renderPath } from '../../../review/diff';

type Change = Pick<Difference, 'path' | 'before' | 'after'>;

/** A value with differences done to it: what a reader would do who had nothing but the differences. */
export function apply(value: Json | undefined, differences: readonly Change[], key = ''): Json | undefined {
  const whole = differences.find(({ path }) => path.length === 0);
  if (whole !== undefined) return whole.after;
  return differences.some(({ path: [step] }) => typeof step === 'string')
    ? inBlock(value, differences)
    : inList(value, differences, key);
}

function inBlock(value: Json | undefined, differences: readonly Change[]): Json {
  // One block may be written as a list of one.
  const block = isList(value) && value.length === 1 ? value[0] : value;
  const entries = new Map<PathStep, Json | undefined>(Object.entries(isObject(block) ? block : {}));
  for (const [step, inner] of bySteps(differences))
    entries.set(step, apply(entries.get(step), inner.map(below), renderPath([step])));
  return Object.fromEntries([...entries].filter(([, item]) => item !== undefined)) as Json;
}

/** What is changed or taken out stands where it stood before; what is put in, where it stands then. */
function inList(value: Json | undefined, differences: readonly Change[], key: string): Json | undefined {
  if (differences.length === 0) return value;
  // Of several blocks, the only one may be written as itself.
  const list: (Json | undefined)[] = isList(value) ? [...value] : isObject(value) ? [value] : [];
  const ids = listIdentity(key, list as readonly Json[]);
  const added: (readonly [number, Json])[] = [];
  for (const [step, inner] of bySteps(differences)) {
    const place = isIdentity(step) ? (ids?.indexOf(step.id) ?? -1) : Number(step);
    const putIn = inner.find(({ path, before }) => path.length === 1 && before === undefined);
    if (putIn?.after !== undefined) added.push([place === -1 ? Infinity : place, putIn.after]);
    const others = inner.filter((one) => one !== putIn);
    if (others.length > 0) list[place] = apply(list[place], others.map(below), key);
  }
  const rest = list.filter((item) => item !== undefined);
  for (const [place, item] of added.sort(([one], [other]) => one - other)) rest.splice(place, 0, item);
  return rest;
}

/** The differences below each step of a path. */
function bySteps(differences: readonly Change[]): ReadonlyMap<PathStep, readonly Change[]> {
  const found = new Map<string, { readonly step: PathStep; readonly inner: Change[] }>();
  for (const difference of differences) {
    const step = difference.path[0] ?? '';
    const name = JSON.stringify(step);
    if (!found.has(name)) found.set(name, { step, inner: [] });
    found.get(name)?.inner.push(difference);
  }
  return new Map([...found.values()].map(({ step, inner }) => [step, inner]));
}

function below({ path, before, after }: Change): Change {
  return { path: path.slice(1), before, after };
}
