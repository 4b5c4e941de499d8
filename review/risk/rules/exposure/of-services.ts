import { items, textOf, within } from '../../../../core/json';
import { dotted } from '../../../diff';
import type { Block } from '../../../synth';
import { type RiskRule, risksOf } from '../../risk';

const PUBLIC: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);

const risk = risksOf('exposure');

/** From where a service can be reached, and where it leads. */
export const ofServices: RiskRule = ({ change: { before, after }, leaves, inProtected }) => {
  const [old, head] = [typeOf(before), typeOf(after)];
  if (head !== old && PUBLIC.has(head))
    return [risk(`is reached from outside the cluster, as ${head}`, inProtected)];
  if (before === undefined)
    return items(within(after?.arguments, EXTERNAL_IPS)).length === 0
      ? []
      : [risk('is reached from outside the cluster, at addresses of its own', inProtected)];
  const touches = (argument: string): boolean =>
    leaves.some(({ path }) => `${dotted(path)}.`.startsWith(`${argument}.`));
  return [
    ...(touches('spec.load_balancer_source_ranges') || touches(EXTERNAL_IPS.join('.'))
      ? [risk('is reached from other addresses', inProtected)]
      : []),
    ...(touches('spec.selector') ? [risk('leads to other pods', false)] : []),
    ...(touches('spec.port') ? [risk('answers on other ports', false)] : []),
  ];
};

const EXTERNAL_IPS = ['spec', 'external_ips'];

function typeOf(block: Block | undefined): string {
  return textOf(within(block?.arguments, ['spec', 'type']));
}
