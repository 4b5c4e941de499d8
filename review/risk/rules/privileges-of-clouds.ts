import { firstOf } from '../../../core/text';
import type { BlockChange } from '../../diff';
import { beyond } from '../../beyond';
import { groupBy } from '../../group-by';
import { type Risk, risksOf } from '../risk';
import { type Grant, policyOf } from './grants-of-policies';
import { looserSettings } from './looser-settings';
import { rolesBetween } from './roles-of-clouds';

const risk = risksOf('privileges');

/** Who may do what in a cloud: its policies, and the roles that it gives. */
export function ofClouds({ before, after }: BlockChange): readonly Risk[] {
  const [old, head] = [policyOf(before), policyOf(after)];
  const more = beyond(head.grants, old.grants, isCovered);
  const less = beyond(old.grants, head.grants, isCovered);
  const allowed = after === undefined ? [] : beyond(old.denials, head.denials, isCovered);
  // What an expression says of something new is told with what it refers to.
  const isUnread = head.unread !== '' && head.unread !== old.unread && (before !== undefined || head.isLong);
  return [
    ...sentences(more).map((words) => risk(`grants more: ${words}`, true)),
    ...sentences(allowed).map((words) => risk(`no longer denies ${words}`, true)),
    ...sentences(less).map((words) => risk(`no longer grants ${words}`, false)),
    ...(isUnread ? [risk(`may grant more: ${head.isLong ? TOO_LONG : ONLY_TERRAFORM}`, true)] : []),
    ...rolesBetween(before, after),
    ...looserSettings(before, after),
  ];
}

const TOO_LONG = 'its policy says more than can be compared';
const ONLY_TERRAFORM = 'only Terraform can tell what its policy says';

/** Further actions are only counted: the policy itself stands below. */
const MOST_ACTIONS = 5;

/** One sentence for all actions on one thing: `s3:GetObject, s3:PutObject on everything to everybody`. */
function sentences(grants: readonly Grant[]): readonly string[] {
  return [...groupBy(grants, ({ on, to, where }) => JSON.stringify([on, to, where]))].flatMap(([, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const actions = [...new Set(alike.map(({ action }) => (action === '*' ? 'every action' : action)))];
    const what = firstOf(actions, MOST_ACTIONS);
    const whom = first.to === undefined ? '' : first.to === '*' ? ' to everybody' : ` to ${first.to}`;
    const where = first.where === '' ? '' : `, where ${first.where}`;
    return [`${what} on ${first.on === '*' ? 'everything' : first.on}${whom}${where}`];
  });
}

function isCovered(other: Grant, one: Grant): boolean {
  return (
    (one.to === other.to || one.to === '*') &&
    (one.where === other.where || one.where === '') &&
    matches(one.action.toLowerCase(), other.action.toLowerCase()) &&
    matches(one.on, other.on)
  );
}

function matches(pattern: string, text: string): boolean {
  if (pattern === text || pattern === '*') return true;
  return pattern.endsWith('*') && !pattern.startsWith('all but ') && text.startsWith(pattern.slice(0, -1));
}
