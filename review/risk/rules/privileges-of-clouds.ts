import { at, entryOf, isObject, items, type Json, parseText, textOf } from '../../../core/json';
import { firstOf } from '../../../core/text';
import type { BlockChange } from '../../diff';
import { groupBy } from '../../group-by';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('privileges');

/** Who may do what in a cloud: its policies, and the roles that it gives. */
export function ofClouds({ before, after }: BlockChange): readonly Risk[] {
  const [old, head] = [grantsOf(before), grantsOf(after)];
  const more = head.filter((grant) => !old.some((each) => covers(each, grant)));
  const less = old.filter((grant) => !head.some((each) => covers(each, grant)));
  return [
    ...sentences(more).map((words) => risk(`grants more: ${words}`, true)),
    ...sentences(less).map((words) => risk(`no longer grants ${words}`, false)),
    ...rolesBetween(before, after),
  ];
}

/** That somebody may do something with something. */
interface Grant {
  readonly action: string;
  readonly on: string;
  /** Undefined for whoever the policy is attached to. */
  readonly to: string | undefined;
}

/** Further actions are only counted: the policy itself stands below. */
const MOST_ACTIONS = 5;

/** One sentence for all actions on one thing: `s3:GetObject, s3:PutObject on everything to everybody`. */
function sentences(grants: readonly Grant[]): readonly string[] {
  return [...groupBy(grants, ({ on, to }) => JSON.stringify([on, to]))].flatMap(([, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const actions = [...new Set(alike.map(({ action }) => (action === '*' ? 'every action' : action)))];
    const what = firstOf(actions, MOST_ACTIONS);
    const whom = first.to === undefined ? '' : first.to === '*' ? ' to everybody' : ` to ${first.to}`;
    return [`${what} on ${first.on === '*' ? 'everything' : first.on}${whom}`];
  });
}

function covers(one: Grant, other: Grant): boolean {
  return (
    matches(one.action.toLowerCase(), other.action.toLowerCase()) &&
    matches(one.on, other.on) &&
    (one.to === other.to || one.to === '*')
  );
}

function matches(pattern: string, text: string): boolean {
  if (pattern === text || pattern === '*') return true;
  return pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
}

/** Arguments with a policy of AWS in JSON. */
const POLICIES = ['policy', 'assume_role_policy', 'inline_policy', 'access_policies', 'resource_policy'];

function grantsOf(block: Block | undefined): readonly Grant[] {
  if (block === undefined) return [];
  if (block.address.startsWith('data.aws_iam_policy_document.'))
    return items(block.arguments['statement']).flatMap((statement) =>
      grantsIn(
        statement,
        { effect: 'effect', actions: 'actions', resources: 'resources' },
        principalsOfBlock(statement),
      ),
    );
  return POLICIES.flatMap((argument) => {
    const texts = items(block.arguments[argument]).map((value) =>
      isObject(value) ? value['policy'] : value,
    );
    return texts.flatMap((text) => {
      const document = typeof text === 'string' ? parseText(text)?.value : undefined;
      return items(at(document, 'Statement')).flatMap((statement) =>
        grantsIn(
          statement,
          { effect: 'Effect', actions: 'Action', resources: 'Resource' },
          principalsOf(statement),
        ),
      );
    });
  });
}

interface Keys {
  readonly effect: string;
  readonly actions: string;
  readonly resources: string;
}

function grantsIn(
  statement: Json,
  { effect, actions, resources }: Keys,
  to: readonly (string | undefined)[],
) {
  if ((textOf(at(statement, effect)) || 'Allow') !== 'Allow') return [];
  const on = items(at(statement, resources)).map(textOf);
  return items(at(statement, actions)).flatMap((action) =>
    (on.length === 0 ? ['itself'] : on).flatMap((resource) =>
      to.map((who): Grant => ({ action: textOf(action), on: resource, to: who })),
    ),
  );
}

function principalsOf(statement: Json): readonly (string | undefined)[] {
  const principal = at(statement, 'Principal');
  if (principal === undefined) return [undefined];
  if (typeof principal === 'string') return [principal];
  return isObject(principal)
    ? Object.values(principal).flatMap((each) => items(each).map(textOf))
    : [undefined];
}

function principalsOfBlock(statement: Json): readonly (string | undefined)[] {
  const named = items(at(statement, 'principals')).flatMap((each) =>
    items(at(each, 'identifiers')).map(textOf),
  );
  return named.length === 0 ? [undefined] : named;
}

/** Type → the arguments that say which role somebody gets. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  aws_iam_policy_attachment: ['policy_arn'],
  aws_iam_role_policy_attachment: ['policy_arn'],
  aws_iam_user_policy_attachment: ['policy_arn'],
  aws_iam_group_policy_attachment: ['policy_arn'],
  azurerm_role_assignment: ['role_definition_name', 'role_definition_id'],
};
const GOOGLE_ROLE = /^google_.*_iam_(member|binding)$/;

function rolesBetween(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  const [old, head] = [roleOf(before), roleOf(after)];
  if (old === head) return [];
  return head === undefined
    ? [risk(`no longer gives the role ${old ?? ''}`, false)]
    : [risk(`gives the role ${head}`, true)];
}

function roleOf(block: Block | undefined): string | undefined {
  if (block?.kind !== 'resource') return undefined;
  const named = entryOf(ROLES, block.type) ?? (GOOGLE_ROLE.test(block.type) ? ['role'] : []);
  const role = named.map((argument) => textOf(block.arguments[argument])).find((text) => text !== '');
  return role?.replace(/^arn:aws:iam::aws:policy\//, '');
}
