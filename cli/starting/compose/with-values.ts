import { problem } from '../../../core/findings';
import { isList, isObject, type Json } from '../../../core/json';
import type { Notes } from '../input';
import { interpolate } from './interpolation';

/** The file with its variables put in, but for those of containers, which each environment may give. */
export function withValues(value: Json, variables: Readonly<Record<string, string>>, notes: Notes): Json {
  const unset = new Map<string, readonly string[]>();
  const visit = (inner: Json, path: readonly string[]): Json => {
    if (path[0]?.startsWith('x-') === true || (path[0] === 'services' && path[2] === 'environment'))
      return inner;
    if (isList(inner)) return inner.map((item, index) => visit(item, [...path, `[${index}]`]));
    if (isObject(inner))
      return Object.fromEntries(
        Object.entries(inner).map(([key, item]) => [key, visit(item, [...path, key])]),
      );
    if (typeof inner !== 'string' || !inner.includes('$')) return inner;
    const where = path.join('.').replaceAll('.[', '[');
    const read = interpolate(inner, variables);
    if (read === undefined) {
      notes.problems.push(badVariable(where));
      return inner;
    }
    for (const name of read.unset) unset.set(name, [...(unset.get(name) ?? []), where]);
    return read.text;
  };
  const whole = visit(value, []);
  for (const [name, [path = '', ...others]] of unset)
    notes.left.push({
      path,
      reason: `${name} has no value, so nothing stands in its place${others.length > 0 ? `, nor in ${others.length} others` : ''}: give it in .env.`,
    });
  return whole;
}

/** A `$` that is neither a variable nor written twice. */
export function badVariable(path: string) {
  return problem({
    rule: 'from/variable',
    path,
    message: 'must have variables as Compose knows them',
    value: 'one that it refuses',
    advice: 'Write $' + '{NAME}, $' + '{NAME:-default}, or $$ for a dollar sign.',
  });
}
