import { entryOf, isList, isObject, type Json, type JsonObject } from '../../core/json';
import type { Block, Stack, Synth } from '../../core/synth';

/**
 * The synth after a change, in which each value that is equal before, at the same place, is the same object as there. Most of a synth does
 * not change: it is in memory once, and what compares, searches or judges both sides passes over it at one look.
 */
export function shareEqual(before: Synth, after: Synth): Synth {
  const stacks = [...after.stacks].map(
    ([name, stack]) => [name, stackSharing(before.stacks.get(name), stack)] as const,
  );
  return { ...after, stacks: new Map(stacks) };
}

function stackSharing(before: Stack | undefined, after: Stack): Stack {
  if (before === undefined) return after;
  const blocks = new Map<string, Block>();
  for (const [address, block] of after.blocks)
    blocks.set(address, blockSharing(before.blocks.get(address), block));
  return { ...after, blocks };
}

function blockSharing(before: Block | undefined, after: Block): Block {
  if (before === undefined) return after;
  const args = objectSharing(before.arguments, after.arguments);
  const isSame =
    args === before.arguments &&
    before.kind === after.kind &&
    before.type === after.type &&
    before.name === after.name &&
    before.construct === after.construct &&
    before.file === after.file &&
    before.protected === after.protected;
  return isSame ? before : { ...after, arguments: args };
}

function sharing(before: Json | undefined, after: Json): Json {
  if (before === undefined || isSame(before, after)) return before ?? after;
  if (isObject(after)) return isObject(before) ? objectSharing(before, after) : after;
  if (!isList(after) || !isList(before)) return after;
  return after.map((item, index) => sharing(before[index], item));
}

function objectSharing(before: JsonObject, after: JsonObject): JsonObject {
  if (isSame(before, after)) return before;
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, sharing(entryOf(before, key), value)]),
  );
}

/** Objects whose keys are in another order are printed otherwise, and are not the same. */
function isSame(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (isList(one)) return isList(other) && isSameList(one, other);
  return isObject(one) && isObject(other) && isSameObject(one, other);
}

function isSameList(one: readonly Json[], other: readonly Json[]): boolean {
  if (one.length !== other.length) return false;
  for (const [index, item] of one.entries()) if (!isSame(item, other[index] ?? null)) return false;
  return true;
}

function isSameObject(one: JsonObject, other: JsonObject): boolean {
  const keys = Object.keys(other);
  let index = 0;
  for (const key in one) {
    if (key !== keys[index] || !isSame(one[key] ?? null, other[key] ?? null)) return false;
    index++;
  }
  return index === keys.length;
}
