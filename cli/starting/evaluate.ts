import { compileFunction } from 'node:vm';
import { VOCABULARY } from './vocabulary';

/**
 * What source that `init` or `add` wrote comes to. It is TypeScript that is JavaScript as well.
 * @param text the body of a function, in which the names of {@link VOCABULARY} and the given ones mean something
 */
export function evaluate(text: string, names: Readonly<Record<string, unknown>> = {}): unknown {
  const all = { ...VOCABULARY, ...names };
  const body = compileFunction(`'use strict';\n${text}`, Object.keys(all)) as (
    ...values: unknown[]
  ) => unknown;
  return body(...Object.values(all));
}
