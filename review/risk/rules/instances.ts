import { isList, isObject, type Json, textOf } from '../../../core/json';
import { type Block, isManaged } from '../../synth';
import { holdsData } from '../holding';
import type { RiskRule } from '../risk';

/** A resource with `count` or `for_each` has several instances. With fewer of them, some are destroyed. */
export const instances: RiskRule = ({ change: { before, after, block } }) => {
  if (before === undefined || after === undefined || !isManaged(block)) return [];
  const [old, head] = [instancesOf(before), instancesOf(after)];
  if (old === head) return [];
  const isKnown = typeof old !== 'string' && typeof head !== 'string';
  if (isKnown && isCovered(old, head)) return [];
  return [
    {
      level: holdsData(before) ? 'data' : 'replacement',
      reason: isKnown
        ? 'has fewer instances than before: the removed ones are destroyed'
        : 'has other instances than before: only a plan tells which are destroyed',
      needsApproval: holdsData(before),
    },
  ];
};

/** The number of instances or their keys; the expression itself, if only Terraform knows its value. */
type Instances = number | ReadonlySet<string> | string;

function isCovered(old: Exclude<Instances, string>, head: Exclude<Instances, string>): boolean {
  // Terraform never matches a numbered instance with a keyed one.
  if (typeof old === 'number') return old === 0 || (typeof head === 'number' && old <= head);
  return [...old].every((key) => typeof head !== 'number' && head.has(key));
}

function instancesOf({ arguments: args }: Block): Instances {
  const [count, each] = [args['count'], args['for_each']];
  if (each !== undefined && each !== null) return keysOf(each);
  // Terraform treats a single instance as the first of several, and vice versa.
  if (count === undefined || count === null) return 1;
  const text = textOf(count);
  return /^\d+$/.test(text) ? Number(text) : text;
}

function keysOf(each: Json): ReadonlySet<string> | string {
  if (isObject(each)) return new Set(Object.keys(each));
  return isList(each) ? new Set(each.map(textOf)) : textOf(each);
}
