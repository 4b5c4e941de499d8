import { at, entryOf, items, type Json, parseText, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('privileges');

/** Type → the arguments that say which role somebody gets. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  aws_iam_policy_attachment: ['policy_arn'],
  aws_iam_role: ['managed_policy_arns'],
  aws_iam_role_policy_attachment: ['policy_arn'],
  aws_iam_user_policy_attachment: ['policy_arn'],
  aws_iam_group_policy_attachment: ['policy_arn'],
  azurerm_role_assignment: ['role_definition_name', 'role_definition_id'],
};
const GOOGLE_ROLE = /^google_.*_iam_(member|binding)$/;
const GOOGLE_POLICY = /^google_.*_iam_policy$/;

/** A role, and who gets it where. */
interface Gift {
  readonly role: string;
  readonly whom: string;
}

/** Which roles somebody gets from now on, and which no longer. */
export function rolesBetween(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  const [old, head] = [giftsOf(before), giftsOf(after)];
  const isIn = (gifts: readonly Gift[], { role, whom }: Gift): boolean =>
    gifts.some((each) => each.role === role && each.whom === whom);
  const given = head.filter((gift) => !isIn(old, gift));
  // A role that is replaced by another is told with the one that comes.
  const taken = old.filter((gift) => !isIn(head, gift) && !given.some(({ whom }) => whom === gift.whom));
  return [
    ...given.map(({ role, whom }) => risk(`gives the role ${role}${whom}`, true)),
    ...taken.map(({ role, whom }) => risk(`no longer gives the role ${role}${whom}`, false)),
  ];
}

function giftsOf(block: Block | undefined): readonly Gift[] {
  if (block?.kind !== 'resource') return [];
  if (GOOGLE_POLICY.test(block.type)) {
    const text = block.arguments['policy_data'];
    const policy = typeof text === 'string' ? parseText(text)?.value : undefined;
    return items(at(policy, 'bindings')).flatMap((binding) => giftsIn(textOf(at(binding, 'role')), binding));
  }
  const isGoogle = GOOGLE_ROLE.test(block.type);
  const named = entryOf(ROLES, block.type) ?? (isGoogle ? ['role'] : []);
  const roles = named
    .map((argument) => items(block.arguments[argument]).map(textOf))
    .find((texts) => texts.join('') !== '');
  return (roles ?? []).flatMap((arn) =>
    giftsIn(arn.replace(/^arn:aws:iam::aws:policy\//, ''), block.arguments),
  );
}

function giftsIn(role: string, args: Json): readonly Gift[] {
  const members = ['member', 'members', 'principal_id'].flatMap((key) => items(at(args, key)).map(textOf));
  const scope = textOf(at(args, 'scope'));
  const where = scope === '' ? '' : ` on ${scope}`;
  return (members.length === 0 ? [''] : members).map((who) => ({
    role,
    whom: `${who === '' ? '' : ` to ${who}`}${where}`,
  }));
}
