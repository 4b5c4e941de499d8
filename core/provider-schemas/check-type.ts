import { isList, isObject, type Json } from '../json';
import type { SchemaType } from './provider-schema';

/** What is wrong with a value of this type, and where in it; undefined if nothing is, or nobody can know before a plan. */
export function misfit(
  value: Json,
  type: SchemaType,
  path: string,
): { readonly path: string; readonly wanted: string } | undefined {
  if (value === null || type === 'dynamic' || isExpression(value)) return undefined;
  const wrong = { path, wanted: wordsFor(type) };
  if (typeof type === 'string') return isPrimitive(value, type) ? undefined : wrong;
  switch (type[0]) {
    case 'list':
    case 'set': {
      // A single block may stand for a list of one.
      const items = isList(value) ? value : isObject(value) && isOfBlocks(type[1]) ? [value] : undefined;
      return items === undefined
        ? wrong
        : first(items.entries(), (item, index) => misfit(item, type[1], `${path}[${index}]`));
    }
    case 'map':
      return isObject(value)
        ? first(Object.entries(value), (item, key) => misfit(item, type[1], `${path}.${key}`))
        : wrong;
    case 'object': {
      if (!isObject(value)) return isList(value) && value.length === 1 ? undefined : wrong;
      const types = type[1];
      return first(Object.entries(value), (item, key) =>
        Object.hasOwn(types, key) ? misfit(item, types[key] ?? 'dynamic', `${path}.${key}`) : undefined,
      );
    }
    case 'tuple':
      return isList(value) ? undefined : wrong;
  }
}

/** Terraform converts: `"3"` is a number, `3` is a text. */
function isPrimitive(value: Json, type: 'string' | 'number' | 'bool'): boolean {
  if (typeof value === 'object') return false;
  if (typeof value === 'string' && value.includes('${')) return true;
  switch (type) {
    case 'string':
      return true;
    case 'number':
      return (
        typeof value === 'number' ||
        (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
      );
    case 'bool':
      return (
        typeof value === 'boolean' || value === 'true' || value === 'false' || value === '1' || value === '0'
      );
  }
}

/** Whether a text is one expression as a whole, which may be of any type. */
export function isExpression(value: Json): boolean {
  return typeof value === 'string' && /^\s*[$%]\{[\s\S]*\}\s*$/.test(value);
}

function isOfBlocks(type: SchemaType): boolean {
  return typeof type !== 'string' && type[0] === 'object';
}

function wordsFor(type: SchemaType): string {
  if (typeof type === 'string')
    return { string: 'a text', number: 'a number', bool: 'true or false', dynamic: 'any value' }[type];
  switch (type[0]) {
    case 'list':
    case 'set':
      return `a list, each ${wordsFor(type[1])}`;
    case 'map':
      return `an object, each value ${wordsFor(type[1])}`;
    case 'object':
      return 'an object';
    case 'tuple':
      return 'a list';
  }
}

function first<K, R>(
  entries: Iterable<readonly [K, Json]>,
  judge: (item: Json, key: K) => R | undefined,
): R | undefined {
  for (const [key, item] of entries) {
    const result = judge(item, key);
    if (result !== undefined) return result;
  }
  return undefined;
}
