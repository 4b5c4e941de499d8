import { at, isList, isObject, items, type Json, only, textOf } from '../../../core/json';
import { isAboutEveryPod, isWide, openingsBeyond, openingWords, policyOpenings } from '../../network';
import type { Block } from '../../synth';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');

/** What a network policy opens or closes, in words. Traffic that no policy selects is open. */
export const ofNetworkPolicies: RiskRule = ({ change: { before, after, differences }, inProtected }) => {
  const [denied, denies] = [deniedBy(before), deniedBy(after)];
  if (denied.some((direction) => !denies.includes(direction)))
    return [risk('no longer denies what no other policy allows', true)];
  const [old, head] = [policyOpenings(before), policyOpenings(after)];
  const opened = openingsBeyond(head, old);
  const widened = opened.filter(({ from, to }) => isWide(from) || isWide(to));
  const closed = openingsBeyond(old, head);
  const becameEvery =
    before !== undefined && after !== undefined && isAboutEveryPod(after) && !isAboutEveryPod(before);
  const told = [
    ...(becameEvery ? [risk('is about every pod of its namespace from now on', inProtected)] : []),
    ...openingWords(widened).map((words) => risk(words, inProtected)),
    ...openingWords(opened.filter((opening) => !widened.includes(opening))).map((words) =>
      risk(words, false),
    ),
    ...openingWords(closed, 'may no longer reach').map((words) => risk(words, false)),
  ];
  if (told.length > 0) return told;
  if (before === undefined && denies.length > 0) return [risk('denies what no other policy allows', false)];
  return differences.length === 0 ? [] : [risk('says otherwise what may connect', false)];
};

/** The directions in which a policy for all pods allows nothing. */
function deniedBy(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  if (spec === undefined || !saysNothing(at(spec, 'pod_selector'))) return [];
  return items(at(spec, 'policy_types'))
    .map(textOf)
    .filter((type) => items(at(spec, type.toLowerCase())).length === 0);
}

/** Whether a selector selects everything: it is missing or empty. */
function saysNothing(selector: Json | undefined): boolean {
  if (selector === undefined || selector === null) return true;
  if (isList(selector)) return selector.every(saysNothing);
  return isObject(selector) && Object.values(selector).every(saysNothing);
}
