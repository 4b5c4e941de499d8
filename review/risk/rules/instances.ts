import { isList, isObject, type Json } from '../../../core/json';
import type { Block } from '../../synth';
import { holdsData } from '../holding';
import type { RiskRule } from '../risk';

/** A resource with `count` or `for_each` stands for several: fewer of them means that some are destroyed. */
export const instances: RiskRule = ({ change: { before, after, block } }) => {
  if (before === undefined || after === undefined || block.kind !== 'resource') return [];
  const [old, head] = [instancesOf(before), instancesOf(after)];
  if (old === head) return [];
  const isKnown = typeof old !== 'string' && typeof head !== 'string';
  if (isKnown && isCovered(old, head)) return [];
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

/** How many there are, or the keys that tell them apart; the expression itself, where they are known to Terraform alone. */
type Instances = number | ReadonlySet<string> | string;

function isCovered(old: Exclude<Instances, string>, head: Exclude<Instances, string>): boolean {
  // To Terraform, one with a number is never one with a key.
  if (typeof old === 'number') return old === 0 || (typeof head === 'number' && old <= head);
  return [...old].every((key) => typeof head !== 'number' && head.has(key));
}

function instancesOf({ arguments: args }: Block): Instances {
  const [count, each] = [args['count'], args['for_each']];
  if (each !== undefined && each !== null) return keysOf(each);
  if (typeof count === 'string' && !/^\d+$/.test(count)) return count;
  // Terraform takes one without a number for the first of several, and the other way round.
  return Number(count ?? 1);
}

function keysOf(each: Json): ReadonlySet<string> | string {
  if (isObject(each)) return new Set(Object.keys(each));
  return isList(each) ? new Set(each.map(String)) : String(each);
}
