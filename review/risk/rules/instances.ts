import { isList, isObject, type Json, textOf } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type Block, isManaged } from '../../synth';
import { holdingIn, holdsData } from '../holding';
import type { RiskRule } from '../risk';
import { runs } from './runs';

/** A resource with `count` or `for_each` has several instances. With fewer of them, some are destroyed. */
export const instances: RiskRule = ({ change: { before, after, block }, movedInstances, inProtected }) => {
  if (before === undefined || after === undefined || !isManaged(block)) return [];
  const [old, head] = [staying(instancesOf(before), movedInstances), instancesOf(after)];
  if (old === head) return [];
  const isKnown = typeof old !== 'string' && typeof head !== 'string';
  if (isKnown && isCovered(old, head)) return [];
  const isHeld = holdsData(before) || holdingIn(before).kind === 'unknown';
  return [
    {
      level: isHeld ? 'data' : 'replacement',
      reason: isKnown
        ? `has ${lessWords(old, head)}: the removed ones are destroyed`
        : 'has other instances than before: only a plan tells which are destroyed',
      needsApproval: isHeld || (inProtected && runs(before)),
    },
  ];
};

/** Those that no `moved` block takes elsewhere. */
function staying(instances: Instances, moved: ReadonlySet<string>): Instances {
  if (moved.size === 0 || typeof instances === 'string') return instances;
  if (typeof instances !== 'number') return new Set([...instances].filter((key) => !moved.has(`["${key}"]`)));
  // Without a key, the only instance there is.
  let count = instances === 1 && moved.has('') ? 0 : instances;
  while (count > 0 && moved.has(`[${count - 1}]`)) count--;
  return count;
}

function lessWords(old: Exclude<Instances, string>, head: Exclude<Instances, string>): string {
  if (head === 0 || (typeof head !== 'number' && head.size === 0)) return 'no instance any more';
  if (typeof old === 'number' && typeof head === 'number') return 'fewer instances than before';
  if (typeof old === 'number' || typeof head === 'number')
    return 'other instances than before, by number or by name';
  const gone = [...old].filter((key) => !head.has(key));
  return `no instance ${firstOf(gone, MOST_NAMES)} any more`;
}

/** Further ones are only counted. */
const MOST_NAMES = 5;

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

/** Whether a block has the instance of a key, such as `["a"]`, as far as is known; none is the only one. */
export function hasInstance(block: Block, key: string): boolean {
  const instances = instancesOf(block);
  if (typeof instances === 'string') return true;
  if (typeof instances === 'number') return key === '' || instances > Number(key.slice(1, -1));
  return [...instances].some((name) => key === `["${name}"]`);
}

function keysOf(each: Json): ReadonlySet<string> | string {
  if (isObject(each)) return new Set(Object.keys(each));
  return isList(each) ? new Set(each.map(textOf)) : textOf(each);
}
