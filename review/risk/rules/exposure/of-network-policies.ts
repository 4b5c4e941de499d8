import { at, type Block, isObject, items, type Json, only, textOf } from '../../../synth';
import type { Risk, RiskRule } from '../../risk';

/** What a network policy opens or closes. What no policy is about, is open. */
export const ofNetworkPolicies: RiskRule = ({ change: { before, after, differences } }) => {
  const [denied, denies] = [deniedBy(before), deniedBy(after)];
  if (denied.some((direction) => !denies.includes(direction)))
    return [risk('no longer denies what no other policy allows', true)];
  if (after === undefined) return [risk('closes the connections that it allowed', false)];
  if (before === undefined)
    return [risk(denies.length > 0 ? 'denies what no other policy allows' : 'opens a connection', false)];
  return differences.length === 0 ? [] : [risk('allows other connections', false)];
};

/** The directions in which a policy for every pod allows nothing. */
function deniedBy(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  if (spec === undefined || !isEveryPod(only(at(spec, 'pod_selector')))) return [];
  return items(at(spec, 'policy_types'))
    .map(textOf)
    .filter((type) => items(at(spec, type.toLowerCase())).length === 0);
}

function isEveryPod(selector: Json | undefined): boolean {
  return selector === undefined || (isObject(selector) && Object.keys(selector).length === 0);
}

function risk(reason: string, needsApproval: boolean): Risk {
  return { level: 'exposure', reason, needsApproval };
}
