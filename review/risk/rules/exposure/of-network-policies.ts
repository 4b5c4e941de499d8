import { at, isList, isObject, items, type Json, only, textOf } from '../../../../core/json';
import type { Block } from '../../../synth';
import { type RiskRule, risksOf } from '../../risk';

const risk = risksOf('exposure');

/** What a network policy opens or closes. Traffic that no policy selects is open. */
export const ofNetworkPolicies: RiskRule = ({ change: { before, after, differences }, inProtected }) => {
  const [denied, denies] = [deniedBy(before), deniedBy(after)];
  if (denied.some((direction) => !denies.includes(direction)))
    return [risk('no longer denies what no other policy allows', true)];
  if (letsEverybodyIn(after) && !letsEverybodyIn(before)) return [risk('lets everybody in', inProtected)];
  if (after === undefined) return [risk('closes the connections that it allowed', false)];
  if (before === undefined)
    return [risk(denies.length > 0 ? 'denies what no other policy allows' : 'opens a connection', false)];
  return differences.length === 0 ? [] : [risk('allows other connections', false)];
};

/** The directions in which a policy for all pods allows nothing. */
function deniedBy(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  if (spec === undefined || !saysNothing(at(spec, 'pod_selector'))) return [];
  return items(at(spec, 'policy_types'))
    .map(textOf)
    .filter((type) => items(at(spec, type.toLowerCase())).length === 0);
}

/** Whether some of its pods can be reached from anywhere. A rule without peers allows all of them. */
function letsEverybodyIn(block: Block | undefined): boolean {
  const spec = only(block?.arguments['spec']);
  const types = items(at(spec, 'policy_types')).map(textOf);
  if (types.length > 0 && !types.includes('Ingress')) return false;
  return items(at(spec, 'ingress')).some((rule) => {
    const peers = items(at(rule, 'from'));
    return (
      peers.length === 0 ||
      peers.some((peer) => EVERYWHERE.has(textOf(at(only(at(peer, 'ip_block')), 'cidr'))))
    );
  });
}

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** Whether a selector selects everything: it is missing or empty. */
function saysNothing(selector: Json | undefined): boolean {
  if (selector === undefined || selector === null) return true;
  if (isList(selector)) return selector.every(saysNothing);
  return isObject(selector) && Object.values(selector).every(saysNothing);
}
