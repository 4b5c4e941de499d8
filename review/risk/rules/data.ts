import type { Holding } from '../../../core/data';
import { at, entryOf, textOf } from '../../../core/json';
import { manifestIn } from '../../judged-block';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { holdingIn, holdsData } from '../holding';
import { isDestroyed, type Risk, type RiskRule, type RiskContext } from '../risk';
import { ofMounts, ofScale, otherClaims } from './data-of-pods';

/** Data that may be lost, or that Terraform or the pods would no longer find. */
export const data: RiskRule = (context) => {
  const { before, action, withStack } = context.change;
  if (before === undefined) return [];
  if (action === 'forget') return holdsData(before) ? [forgotten(context)] : [];
  if (isDestroyed(context)) return withStack ? left(context, before) : lost(context, before);
  return [...otherClaims(context.leafDifferences), ...ofMounts(context.change), ...ofScale(context.change)];
};

function forgotten({ destination }: RiskContext): Risk {
  if (destination?.imported === true)
    return destination.sameProvider
      ? risk(`leaves this state for that of ${destination.stack}: its data stays where it is`, false)
      : risk(
          `leaves this state for that of ${destination.stack}, whose provider connects to another host or cluster: the data is not there`,
        );
  return risk('leaves the state: its data stays where it is, and nothing manages it any more', false);
}

function left({ destination }: RiskContext, before: Block): readonly Risk[] {
  if (!holdsData(before)) return [];
  const from = 'is no longer declared, with its whole stack: its data stays, and nothing manages it any more';
  return [risk(destination === undefined ? from : `${from}: ${destination.stack} does not know of it`)];
}

function lost(context: RiskContext, before: Block): readonly Risk[] {
  const consequence = LOST[holdingIn(before).kind];
  return consequence === undefined ? [] : [risk(`${howDestroyed(context)}${consequence(before)}`)];
}

/** What destroying a resource means, for each way of holding data. */
const LOST: Readonly<Record<Holding['kind'], ((before: Block) => string) | undefined>> = {
  nothing: undefined,
  data: () => ', and the data that it holds with it',
  'orphaned data': () => ': the claims that it made stay, and nothing manages them any more',
  contents: (before) =>
    kindOf(before) === 'Namespace'
      ? ', with everything in the namespace, claims included'
      : (entryOf(CONTENTS, kindIn(before)) ?? ', with everything in it'),
  image: () => ': the provider deletes the image from the registry, where others may still run it',
  unknown: (before) =>
    before.kind === 'module'
      ? ` with all that it made, and Slipway does not look into it (${textOf(before.arguments['source'])})`
      : `, and whatever it holds: Slipway does not know ${within(kindIn(before))}${before.type}`,
};

/** Objects in manifests that take others along. */
const CONTENTS: Readonly<Record<string, string>> = {
  Application: ', with all that it deployed',
  CustomResourceDefinition: ', with every object of the kind that it defines',
};

/** The kind of an object in a manifest. */
function kindIn(block: Block): string {
  return textOf(at(manifestIn(block), 'kind'));
}

function within(kind: string): string {
  return kind === '' ? '' : `${kind} in `;
}

function howDestroyed({ change: { action }, destination }: RiskContext): string {
  if (destination !== undefined) return `is destroyed here and created again in ${destination.stack}`;
  return action === 'delete' ? 'is destroyed' : 'is destroyed and created again';
}

function risk(reason: string, needsApproval = true): Risk {
  return { level: 'data', reason, needsApproval };
}
