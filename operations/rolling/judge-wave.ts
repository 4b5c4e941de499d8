import { lossOf, type PlannedChange } from '../deployment';
import type { Owner } from './pool-resources';

/**
 * What a plan would do beside replacing the machines of a wave, a line each: to data, to other machines, to anything that they
 * stand on. What is new, such as an image or a network, is what the wave needs.
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
