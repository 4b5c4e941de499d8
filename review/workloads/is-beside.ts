import { textOf, within } from '../../core/json';
import type { Block } from '../synth';

/** Whether two resources may be in the same namespace. A name that only Terraform knows may be any name. */
export function isBeside(one: Block, other: Block): boolean {
  const [here, there] = [one, other].map((block) =>
    textOf(within(block.arguments, ['metadata', 'namespace'])),
  );
  return here === there || [here, there].some((name = '') => name === '' || name.includes('${'));
}
