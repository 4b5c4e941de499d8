import { lossOf, type PlannedChange } from '../deployment';
import type { Owner } from './pool-resources';

/**
 * What a plan would do besides replacing the machines of a wave, one line each: to data, to other machines, to anything that
 * they depend on. New resources, such as an image or a network, are allowed: the wave needs them.
 */
export function objectionsTo(
  changes: readonly PlannedChange[],
  wave: readonly string[],
  owners: ReadonlyMap<string, Owner>,
): readonly string[] {
  return changes.flatMap((change) => {
    const { address, action } = change;
    const owner = owners.get(address);
    const loss = lossOf(change);
    if (loss !== undefined) return [`${address}: ${action}, which would destroy ${loss}`];
    if (typeof owner === 'object') return wave.includes(owner.slot) ? [] : [`${address}: ${action}`];
    if (action === 'create') return [];
    return [`${address}: ${action}`];
  });
}
