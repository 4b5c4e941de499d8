import { at, isList, isObject, type Json } from '../../core/json';
import type { Block, Stack } from '../synth';

/** Stacks are asked for again and again, and only where a variable or what is read differs. */
const KNOWN = new WeakMap<Stack, ReadonlyMap<string, readonly Block[]>>();

/** The blocks of a stack whose expressions name a variable, or what a data source reads. */
export function usersOf(stack: Stack | undefined, address: string): readonly Block[] {
  if (stack === undefined) return [];
  let known = KNOWN.get(stack);
  if (known === undefined) KNOWN.set(stack, (known = usersIn(stack)));
  return known.get(address) ?? [];
}

function usersIn({ blocks }: Stack): ReadonlyMap<string, readonly Block[]> {
  const users = new Map<string, Block[]>();
  for (const block of blocks.values())
    for (const name of namesIn(block.arguments)) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [block]);
      else known.push(block);
    }
  return users;
}

/** Whether an argument names it. */
export function takes(block: Block, argument: string, address: string): boolean {
  return namesIn(at(block.arguments, ...argument.split('.')) ?? null).has(address);
}

const NAMED = /\b(?:var\.[A-Za-z_][\w-]*|data\.[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*)/g;

function namesIn(value: Json, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (value.includes('${'))
      for (const [name] of value.matchAll(NAMED)) found.add(name.replace(/^var\./, 'variable.'));
  } else if (isObject(value) || isList(value))
    Object.values(value).forEach((inner: Json) => namesIn(inner, found));
  return found;
}
