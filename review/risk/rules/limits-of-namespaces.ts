import { at, isObject, items, type Json, only, textOf } from '../../../core/json';
import { parseQuantity } from '../../../core/kubernetes';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('capacity');

/** What a namespace allows its pods, which becomes less: what is over it is not made, and what runs already stays. */
export const limitsOfNamespaces: RiskRule = ({ change: { before, after }, inProtected }) => {
  if (before === undefined || after === undefined) return [];
  const kind = kindOf(after);
  if (kind !== 'ResourceQuota' && kind !== 'LimitRange') return [];
  const read = kind === 'ResourceQuota' ? quotaOf : rangeOf;
  const old = new Map(read(before));
  const less = read(after).flatMap(([what, amount]) => {
    const [was, is] = [old.get(what), amount].map((each) => parseQuantity(each ?? ''));
    if (is === undefined || (was !== undefined && was <= is)) return [];
    return [{ is, words: `${what} ${old.get(what) ?? 'without limit'} → ${amount}` }];
  });
  if (less.length === 0) return [];
  const list = less.map(({ words }) => words).sort();
  const whose = kind === 'ResourceQuota' ? 'its namespace' : 'each in its namespace';
  const isNone = less.some(({ is }) => is === 0);
  return [
    risk(`allows ${whose} less (${list.join(', ')}): new pods over it are refused`, inProtected && isNone),
  ];
};

type Amounts = readonly (readonly [what: string, amount: string])[];

function amountsIn(value: Json | undefined, prefix = ''): Amounts {
  const map = only(value);
  return isObject(map) ? Object.entries(map).map(([what, amount]) => [prefix + what, textOf(amount)]) : [];
}

/** A quota of `cpu` is one of what is requested. */
function quotaOf({ arguments: args }: Block): Amounts {
  return amountsIn(at(only(args['spec']), 'hard')).map(([what, amount]) => [
    what.replace(/^(cpu|memory|ephemeral-storage)$/, 'requests.$1'),
    amount,
  ]);
}

/** Typed resources call the list by the singular. */
function rangeOf({ arguments: args }: Block): Amounts {
  const spec = only(args['spec']);
  return [...items(at(spec, 'limit')), ...items(at(spec, 'limits'))].flatMap((limit) =>
    amountsIn(at(limit, 'max'), `${textOf(at(limit, 'type'))} `),
  );
}
