import type { Block } from '../synth';
import type { Origin } from './picture';

/** Where a block stands. Its construct is part of the one that holds all that belongs to a thing. */
export function originOf(
  stack: string,
  { address, construct }: Pick<Block, 'address' | 'construct'>,
): Origin {
  return { stack, address, construct: construct?.replace(/\/[^/]*$/, '') };
}

/** By what the things are found that a block belongs to: its address, and the construct that it is part of. */
export function ownerKeys({ stack, address, construct }: Origin): readonly string[] {
  return [`${stack}/${address}`, ...(construct === undefined ? [] : [`${stack} ${construct}`])];
}
