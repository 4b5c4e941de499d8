import type { Block } from '../synth';
import { compareValues } from './compare-values';
import type { Difference } from './difference';
import { keysOf } from './path';

/** What differs between the arguments of two blocks of one type, by what the type's provider reads in them. */
export function compareBlocks(
  before: Pick<Block, 'type' | 'arguments'>,
  after: Pick<Block, 'type' | 'arguments'>,
): readonly Difference[] {
  const differences = compareValues(before.arguments, after.arguments);
  return after.type.startsWith('azurerm_')
    ? differences.filter((difference) => !isSameLocation(difference))
    : differences;
}

/**
 * Whether a region of Azure is only spelt otherwise: the provider takes `West Europe` and `westeurope` for the same, and plans nothing.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/resource_group
 */
function isSameLocation({ path, before, after }: Difference): boolean {
  if (keysOf(path).at(-1) !== 'location') return false;
  return typeof before === 'string' && typeof after === 'string' && spelt(before) === spelt(after);
}

function spelt(location: string): string {
  // In an expression, spaces and case mean something.
  return location.includes('${') ? location : location.replaceAll(' ', '').toLowerCase();
}
