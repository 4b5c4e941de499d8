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
  if (before === after) return after;
  if (isObject(after)) return isObject(before) ? objectSharing(before, after) : after;
  return isList(after) && isList(before) ? listSharing(before, after) : after;
}

function listSharing(before: readonly Json[], after: readonly Json[]): Json {
  const shared = after.map((item, index) => sharing(before[index], item));
  const isSame = shared.length === before.length && shared.every((item, index) => item === before[index]);
  if (isSame) return before;
  return shared.every((item, index) => item === after[index]) ? after : shared;
}

function objectSharing(before: JsonObject, after: JsonObject): JsonObject {
  const keys = Object.keys(after);
  const shared = keys.map((key) => sharing(entryOf(before, key), after[key] ?? null));
  if (consistsOf(before, keys, shared)) return before;
  if (keys.every((key, index) => after[key] === shared[index])) return after;
  return Object.fromEntries(keys.map((key, index) => [key, shared[index] ?? null]));
}

/** Whether an object has these very keys and values. Objects whose keys are in another order are printed otherwise, and are not the same. */
function consistsOf(object: JsonObject, keys: readonly string[], values: readonly Json[]): boolean {
  let index = 0;
  for (const key in object) {
    if (key !== keys[index] || object[key] !== values[index]) return false;
    index++;
  }
  return index === keys.length;
}
