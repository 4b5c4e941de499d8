import { at, canonical, items, type Json } from '../../core/json';
import type { BlockChange } from '../diff';
import type { Block, Stack, Synth } from '../synth';

/** The stack in which a resource appears that disappears from its own. */
export interface Destination {
  readonly stack: string;
  readonly address: string;
  /** Whether both stacks look at the same host, or cluster: only there can the one take in what the other has made. */
  readonly sameProvider: boolean;
  /** Whether an `import` block takes it in there. */
  readonly imported: boolean;
}

/** What is known of the way of a resource from one stack to another. */
export function destinationOf(from: BlockChange, to: BlockChange, before: Synth, after: Synth): Destination {
  const [old, head] = [before.stacks.get(from.stack), after.stacks.get(to.stack)];
  const { address } = to.block;
  return {
    stack: to.stack,
    address,
    sameProvider: providerSettings(old, from.block) === providerSettings(head, to.block),
    imported: importsOf(head).some((block) => at(block, 'to') === address),
  };
}

/** A stack's `import` blocks: a list of them, or one as itself. */
function importsOf(stack: Stack | undefined): readonly Json[] {
  const args = stack?.blocks.get('import')?.arguments;
  return items(args?.['value'] ?? args);
}

/** How a resource's provider is set up; equal where both look at the same place. */
function providerSettings(stack: Stack | undefined, { type, arguments: args }: Block): string {
  const named = args['provider'];
  const [ownName = ''] = type.split('_');
  const provider = stack?.blocks.get(`provider.${typeof named === 'string' ? named : ownName}`);
  const { alias: _alias, ...settings } = provider?.arguments ?? {};
  return canonical(settings);
}
