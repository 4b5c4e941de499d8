import { items, within } from '../../../core/json';
import { type Difference, dotted, keysOf } from '../../diff';
import type { Block } from '../../synth';
import { knowledgeOf } from './knowledge';

/** The differences in what is no longer written, and what the provider keeps all the same: Terraform finds none there. */
export function keptIn(after: Block, differences: readonly Difference[]): readonly Difference[] {
  const { computed = [] } = knowledgeOf(after.type) ?? {};
  if (computed.length === 0) return [];
  return differences.filter(
    ({ path, after: value }) =>
      value === undefined && computed.includes(dotted(path)) && !hasOthers(after, path),
  );
}

/** Whether only an item of a list went: the rest of it is sent. */
function hasOthers({ arguments: args }: Block, path: Difference['path']): boolean {
  return typeof path.at(-1) !== 'string' && items(within(args, keysOf(path))).length > 0;
}
