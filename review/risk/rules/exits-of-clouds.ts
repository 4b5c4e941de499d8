import { items, textOf } from '../../../core/json';
import {
  cloudExitDenials,
  cloudExits,
  isWide,
  isWithin,
  type Opening,
  openingsBeyond,
  openingWords,
  partyWords,
} from '../../network';
import { groupBy } from '../../group-by';
import type { Block, Stack } from '../../synth';
import { isSet } from '../../workloads';
import { type Risk, risksOf } from '../risk';

const opens = risksOf('exposure');
const cuts = risksOf('availability');

/** Groups of AWS whose rules stay as they are where nothing is said of them. */
const KEEPING: ReadonlySet<string> = new Set([
  'aws_default_security_group',
  'aws_network_acl',
  'aws_security_group',
]);

/** Groups that hold rules: what is new guards nothing yet, and what goes guards nothing any more. */
const GROUPS: ReadonlySet<string> = new Set([...KEEPING, 'azurerm_network_security_group']);

/**
 * Where what a firewall of a cloud guards may go. Less grave than who comes in, but a way out that is lost cuts off what runs there. Google
 * and Azure let out what no rule denies: there only a denial cuts.
 */
export function exitsBetween(
  before: Block | undefined,
  after: Block | undefined,
  inProtected: boolean,
  stack: Stack | undefined,
): readonly Risk[] {
  const block = after ?? before;
  if (block === undefined || (GROUPS.has(block.type) && (before === undefined || after === undefined)))
    return [];
  const [old, head] = [cloudExits(before), cloudExits(after)];
  const gone = block.type.startsWith('aws_') ? openingsBeyond(old, head) : [];
  // Another rule of its group may let out what this one did.
  const lost = gone.length === 0 ? [] : openingsBeyond(gone, exitsOfGroup(block, stack));
  const [denied, denies] = [cloudExitDenials(before), cloudExitDenials(after)];
  const cut = [
    ...groupBy([...lost, ...openingsBeyond(denies, denied)], ({ to }) => partyWords(to)).values(),
  ].flatMap((alike) => lostWay(alike, head, inProtected));
  return [
    ...openingWords(openingsBeyond(head, old))
      .filter((words) => !cut.some(({ reason }) => reason.startsWith(words)))
      .map((words) => opens(words, false)),
    ...openingWords(openingsBeyond(denied, denies), NO_LONGER_DENIED).map((words) => opens(words, false)),
    ...cut,
  ];
}

/** What all rules of a group of AWS let out, after the change. */
function exitsOfGroup(block: Block, stack: Stack | undefined): readonly Opening[] {
  if (stack === undefined) return [];
  let known = KNOWN.get(stack);
  if (known === undefined) {
    const resources = [...stack.blocks.values()].filter(({ kind }) => kind === 'resource');
    const withExits = resources.filter((each) => cloudExits(each).length > 0);
    KNOWN.set(stack, (known = groupBy(withExits, groupOf)));
  }
  return (known.get(groupOf(block)) ?? []).flatMap(cloudExits);
}

/** The rules of a stack by their groups: each rule that goes asks for them. */
const KNOWN = new WeakMap<Stack, ReadonlyMap<string, readonly Block[]>>();

/** The group that a rule belongs to; of a group itself, how its rules name it. */
function groupOf({ type, address, arguments: args }: Block): string {
  return GROUPS.has(type) ? `\${${address}.id}` : textOf(args['security_group_id']) || address;
}

/** Whether what a rule belongs to goes with it. @param stack after the change */
export function isOfRemoved(rule: Block | undefined, stack: Stack | undefined): boolean {
  const [, address] = GROUP_OF.exec(textOf(rule?.arguments['security_group_id'])) ?? [];
  return address !== undefined && stack?.blocks.has(address) !== true;
}

const GROUP_OF = /^\$\{(aws_security_group\.[\w-]+)\.id\}$/;

const NO_LONGER_DENIED = 'is no longer denied';

/** @param lost to one party @param kept what is still open */
function lostWay(lost: readonly Opening[], kept: readonly Opening[], inProtected: boolean): readonly Risk[] {
  const [first] = lost;
  if (first === undefined) return [];
  const { to } = first;
  const ports = kept.filter((each) => isWithin(to, each.to)).map((each) => ({ ...each, to }));
  return ports.length > 0
    ? openingWords(ports).map((words) => opens(`${words}, and no longer on other ports`, false))
    : openingWords(lost, 'may no longer reach').map((words) => cuts(words, inProtected && isWide(to)));
}

/**
 * The block with the rules that it leaves as they were: only an empty list removes them.
 *
 * @see https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */
export function withKeptRules(
  before: Block,
  after: Block,
): { readonly block: Block; readonly kept: readonly string[] } {
  const kept = KEEPING.has(after.type)
    ? ['ingress', 'egress'].filter(
        (name) => items(before.arguments[name]).length > 0 && !isSet(after.arguments[name]),
      )
    : [];
  const rules = Object.fromEntries(kept.map((name) => [name, before.arguments[name] ?? null]));
  return { block: { ...after, arguments: { ...after.arguments, ...rules } }, kept };
}
