import { at, canonical, items, type Json } from '../../core/json';
import type { Change } from '../diff';
import type { Block, Stack, Synth } from '../synth';

/** The stack in which a resource appears that disappears from its own. */
export interface GoesTo {
  readonly stack: string;
  readonly address: string;
  /** Whether both stacks look at the same host, or cluster: only there can the one take in what the other has made. */
  readonly sameWorld: boolean;
  /** Whether an `import` block takes it in there. */
  readonly imported: boolean;
}

/** What is known of the way of a resource from one stack to another. */
export function goesTo(from: Change, to: Change, before: Synth, after: Synth): GoesTo {
  const [old, young] = [before.stacks.get(from.stack), after.stacks.get(to.stack)];
  const { address } = to.block;
  return {
    stack: to.stack,
    address,
    sameWorld: worldOf(old, from.block) === worldOf(young, to.block),
    imported: importsOf(young).some((block) => at(block, 'to') === address),
  };
}

/** A stack's `import` blocks: a list of them, or one as itself. */
function importsOf(stack: Stack | undefined): readonly Json[] {
  const args = stack?.blocks.get('import')?.arguments;
  return items(args?.['value'] ?? args);
}

/** How a resource's provider is set up; equal where both look at the same place. */
function worldOf(stack: Stack | undefined, { type, arguments: args }: Block): string {
  const named = args['provider'];
  const [ownName = ''] = type.split('_');
  const provider = stack?.blocks.get(`provider.${typeof named === 'string' ? named : ownName}`);
  const { alias: _alias, ...settings } = provider?.arguments ?? {};
  return canonical(settings);
}
