import { at, items, only, textOf } from '../../../core/json';
import { isAboutEveryPod, policyOpenings } from '../../network';
import type { Block } from '../../synth';
import { type RiskRule, risksOf } from '../risk';
import { openingsBetween } from './openings-between';

const risk = risksOf('exposure');

/** What a network policy opens or closes, in words. Traffic that no policy selects is open. */
export const ofNetworkPolicies: RiskRule = ({ change: { before, after, differences }, inProtected }) => {
  const [denied, denies] = [deniedBy(before), deniedBy(after)];
  if (denied.some((direction) => !denies.includes(direction)))
    return [risk('no longer denies what no other policy allows', true)];
  const becameEvery =
    before !== undefined && after !== undefined && isAboutEveryPod(after) && !isAboutEveryPod(before);
  const told = [
    ...(becameEvery ? [risk('is about every pod of its namespace from now on', inProtected)] : []),
    ...openingsBetween(policyOpenings(before), policyOpenings(after), inProtected),
  ];
  if (told.length > 0) return told;
  if (before === undefined && denies.length > 0) return [risk('denies what no other policy allows', false)];
  return differences.length === 0 ? [] : [risk('changes which traffic is allowed', false)];
};

/** The directions in which a policy for all pods allows nothing. */
function deniedBy(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  if (block === undefined || spec === undefined || !isAboutEveryPod(block)) return [];
  return items(at(spec, 'policy_types'))
    .map(textOf)
    .filter((type) => items(at(spec, type.toLowerCase())).length === 0);
}
