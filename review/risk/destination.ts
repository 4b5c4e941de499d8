import { canonical } from '../../core/json';
import type { BlockChange } from '../diff';
import type { Block, Stack, Synth } from '../synth';

/** The stack in which a resource reappears after it has disappeared from its own. */
export interface Destination {
  readonly stack: string;
  readonly address: string;
  /** Whether both stacks use the same host or cluster: only then can one import what the other has created. */
  readonly sameProvider: boolean;
  /** Whether an `import` block there imports it. */
  readonly imported: boolean;
}

/** What is known about a resource's move from one stack to another. */
export function destinationOf(from: BlockChange, to: BlockChange, before: Synth, after: Synth): Destination {
  const [old, head] = [before.stacks.get(from.stack), after.stacks.get(to.stack)];
  const { address } = to.block;
  return {
    stack: to.stack,
    address,
    sameProvider: providerSettings(old, from.block) === providerSettings(head, to.block),
    imported: head?.imported.includes(address) === true,
  };
}

/** The configuration of a resource's provider. Equal configurations use the same host or cluster. */
function providerSettings(stack: Stack | undefined, { type, arguments: args }: Block): string {
  const named = args['provider'];
  const [ownName = ''] = type.split('_');
  const provider = stack?.blocks.get(`provider.${typeof named === 'string' ? named : ownName}`);
  const { alias: _alias, ...settings } = provider?.arguments ?? {};
  return canonical(settings);
}
