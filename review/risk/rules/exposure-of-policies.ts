import {
  at,
  canonical,
  isList,
  isObject,
  items,
  type Json,
  type JsonObject,
  only,
  textOf,
} from '../../../core/json';
import { isAboutEveryPod, policyOpenings, subjectOf } from '../../network';
import type { Block } from '../../synth';
import { type Direction, directionsOf } from '../isolation';
import { type RiskContext, type RiskRule, risksOf } from '../risk';
import { openingsBetween } from './openings-between';

const risk = risksOf('exposure');

/** What a network policy opens or closes, in words. Traffic that no policy selects is open. */
export const ofNetworkPolicies: RiskRule = (context) => {
  const { before, after, differences } = context.change;
  const { inProtected } = context;
  const [denied, denies] = [deniedBy(before), deniedBy(after)];
  const isSame =
    before !== undefined && after !== undefined && isAboutEveryPod(before) && isAboutEveryPod(after);
  // With rules of its own it denies the rest as before, unless one of them lets everything through.
  if (isSame && denied.some((direction) => !denies.includes(direction)) && letsAllThrough(after))
    return [risk('no longer denies what no other policy allows', true)];
  const open = opened(context);
  if (before !== undefined && open.length > 0) {
    const subject = isAboutEveryPod(before) ? '' : ` to ${subjectOf(before)}`;
    const had = policyOpenings(before);
    const how = open.map((direction) => WAYS[direction]).join(' and ');
    return [
      risk(
        `no longer denies what no other policy allows${subject} (${how})`,
        isAboutEveryPod(before) || inProtected,
      ),
      // What it no longer lets through by name is open now.
      ...openingsBetween(had, [...had, ...policyOpenings(after)], inProtected),
    ];
  }
  const becameEvery =
    before !== undefined && after !== undefined && isAboutEveryPod(after) && !isAboutEveryPod(before);
  const told = [
    ...(becameEvery ? [risk('is about every pod of its namespace from now on', inProtected)] : []),
    ...openingsBetween(policyOpenings(before), policyOpenings(after), inProtected),
  ];
  if (told.length > 0) return told;
  if (before === undefined && denies.length > 0) return [risk('denies what no other policy allows', false)];
  return differences.some(({ path }) => path[0] === 'spec') && ruleOf(before) !== ruleOf(after)
    ? [risk('changes which traffic is allowed', false)]
    : [];
};

/** All that a policy says, whatever the order in which it says it. */
function ruleOf(block: Block | undefined): string {
  const { policy_types: _types, ...spec } = blocksIn(only(block?.arguments['spec']));
  return canonical(sorted({ ...spec, policy_types: [...directionsOf(block)] }));
}

function blocksIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Every list in it is a set. */
function sorted(value: Json): Json {
  if (isList(value))
    return value.map(sorted).sort((one, other) => (canonical(one) < canonical(other) ? -1 : 1));
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]))
    : value;
}

const WAYS: Readonly<Record<Direction, string>> = { Ingress: 'what comes in', Egress: 'what goes out' };

function letsAllThrough(block: Block): boolean {
  return policyOpenings(block).some(
    ({ from, to, port }) => port === undefined && (from.kind === 'anything' || to.kind === 'anything'),
  );
}

/** The directions in which pods that stay are open to everybody from now on. */
function opened({
  change: { before, action, environment, withStack },
  isolation,
}: RiskContext): readonly Direction[] {
  // What leaves the state stays in the cluster, and so does what is in a stack that goes.
  if (before === undefined || withStack || action === 'forget') return [];
  if (isolation.isOfRemoved(before, environment)) return [];
  return directionsOf(before).filter((direction) => !isolation.isKept(before, environment, direction));
}

/** The directions in which a policy for all pods allows nothing. */
function deniedBy(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  if (block === undefined || spec === undefined || !isAboutEveryPod(block)) return [];
  return items(at(spec, 'policy_types'))
    .map(textOf)
    .filter((type) => items(at(spec, type.toLowerCase())).length === 0);
}
