import type { RiskLevel } from '../../../review/risk';
import type { Pair } from './pair';
import { between } from './providers';

// How many instances there are, and what each is made of, where a local value says so.

const BUCKET = 'aws_s3_bucket.states';
const numbered = (...names: readonly string[]) => ({
  locals: { names },
  aws_s3_bucket: { states: { bucket: '${local.names[count.index]}', count: '${length(local.names)}' } },
});
const keyed = (...names: readonly string[]) => ({
  locals: { names },
  aws_s3_bucket: { states: { bucket: '${each.key}', for_each: '${toset(local.names)}' } },
});
const mapped = (names: object) => ({
  locals: { names },
  aws_s3_bucket: { states: { bucket: '${local.names[each.key]}', for_each: '${local.names}' } },
});
const switched = (isOn: boolean) => ({
  locals: { is_on: isOn },
  aws_s3_bucket: { states: { bucket: 'states', count: '${local.is_on ? 1 : 0}' } },
});

function pair(
  name: string,
  [before, after]: readonly [object, object],
  level: RiskLevel,
  action: 'update' | 'replace',
  words: RegExp,
): Pair {
  return {
    name,
    ...between(before, after),
    outcome: level === 'rest' ? 'changes' : 'approval',
    entries: [
      [level, action, BUCKET, words],
      ['rest', 'update', 'locals'],
    ],
  };
}

export const ofInstances: readonly Pair[] = [
  pair(
    'a name goes from the middle of a list by which instances are counted',
    [numbered('a', 'b', 'c'), numbered('a', 'c')],
    'data',
    'replace',
    /^is replaced: bucket forces it/m,
  ),
  pair(
    'the last name of a list by which instances are counted goes',
    [numbered('a', 'b', 'c'), numbered('a', 'b')],
    'data',
    'update',
    /^has fewer instances than before: the removed ones are destroyed$/,
  ),
  pair(
    'a name comes at the end of a list by which instances are counted',
    [numbered('a', 'b'), numbered('a', 'b', 'c')],
    'rest',
    'update',
    /^$/,
  ),
  pair(
    'a name goes from a set by which instances are named',
    [keyed('a', 'b', 'c'), keyed('c', 'a')],
    'data',
    'update',
    /^has no instance b any more: the removed ones are destroyed$/,
  ),
  pair(
    'a name comes to a set by which instances are named, in another order',
    [keyed('a', 'b'), keyed('c', 'b', 'a')],
    'rest',
    'update',
    /^$/,
  ),
  pair(
    'an instance takes another value of a map',
    [mapped({ a: 'one', b: 'two' }), mapped({ a: 'one', b: 'three' })],
    'data',
    'replace',
    /^is replaced: bucket forces it/m,
  ),
  pair(
    'a map gets a key, and with it an instance',
    [mapped({ a: 'one' }), mapped({ a: 'one', b: 'two' })],
    'rest',
    'update',
    /^$/,
  ),
  pair(
    'a switch turns off what there is one of',
    [switched(true), switched(false)],
    'data',
    'update',
    /^has no instance any more/,
  ),
];
