import { type Block, isList, isObject, type Json } from '../../synth';
import { holdsData } from '../holds-data';
import type { RiskRule } from '../risk';

/** A resource with `count` or `for_each` stands for several: fewer of them means that some are destroyed. */
export const instances: RiskRule = ({ change: { before, after, block } }) => {
  if (before === undefined || after === undefined || block.kind !== 'resource') return [];
  const [old, young] = [keysOf(before), keysOf(after)];
  if (old === young) return [];
  const isKnown = typeof old !== 'string' && typeof young !== 'string';
  if (isKnown && old.every((key) => young.includes(key))) return [];
  return [
    {
      level: holdsData(before) ? 'data' : 'replacement',
      reason: isKnown
        ? 'stands for fewer than before: those that go are destroyed'
        : 'stands for others than before: which of them are destroyed, only a plan tells',
      needsApproval: holdsData(before),
    },
  ];
};

/** What tells the instances apart; the expression itself, where they are known to Terraform alone. */
function keysOf({ arguments: args }: Block): readonly string[] | string {
  const [count, each] = [args['count'], args['for_each']];
  if (each !== undefined && each !== null) return keysOfEach(each);
  if (typeof count === 'string' && !/^\d+$/.test(count)) return count;
  // Terraform takes one without a number for the first of several, and the other way round.
  return Array.from({ length: Number(count ?? 1) }, (_, index) => String(index));
}

function keysOfEach(each: Json): readonly string[] | string {
  if (isObject(each)) return Object.keys(each);
  return isList(each) ? each.map(String) : String(each);
}
