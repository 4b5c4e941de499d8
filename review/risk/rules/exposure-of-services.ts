import { items, textOf, within } from '../../../core/json';
import { dotted } from '../../diff';
import { internalAnnotation, publication } from '../../network';
import type { Block } from '../../synth';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');
const PUBLIC: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);
const EXTERNAL_IPS = ['spec', 'external_ips'];

/** From where a service can be reached, and where it leads. */
export const ofServices: RiskRule = ({ change: { before, after }, leafDifferences, inProtected }) => {
  const [old, head] = [typeOf(before), typeOf(after)];
  if (after !== undefined && head !== old && PUBLIC.has(head)) {
    const keeper = internalAnnotation(after);
    const how = keeper === undefined ? '' : `, which ${keeper} keeps inside its network`;
    return [risk(`is reached from outside the cluster, as ${head}${how}`, inProtected)];
  }
  if (before === undefined)
    return items(within(after?.arguments, EXTERNAL_IPS)).length === 0
      ? []
      : [risk('is reached from outside the cluster, at addresses of its own', inProtected)];
  const touches = (argument: string): boolean =>
    leafDifferences.some(({ path }) => `${dotted(path)}.`.startsWith(`${argument}.`));
  const published = PUBLIC.has(head) ? publication(before, after) : undefined;
  return [
    ...(published === undefined ? [] : [risk(published, inProtected)]),
    ...(touches('spec.load_balancer_source_ranges') || touches(EXTERNAL_IPS.join('.'))
      ? [risk('is reached from other addresses', inProtected)]
      : []),
    ...(touches('spec.selector') ? [risk('leads to other pods', false)] : []),
    ...(touches('spec.port') ? [risk('answers on other ports', false)] : []),
  ];
};

function typeOf(block: Block | undefined): string {
  return textOf(within(block?.arguments, ['spec', 'type']));
}
