import type { Synth } from '../synth';
import type { BlockChange } from './block-change';
import { compareStacks } from './compare-stacks';

/** Every block that differs between two synths, by stack and address. */
export function compareSynths(before: Synth, after: Synth): readonly BlockChange[] {
  const names = [...new Set([...before.stacks.keys(), ...after.stacks.keys()])].sort();
  return names.flatMap((name) => compareStacks(before.stacks.get(name), after.stacks.get(name)));
}
