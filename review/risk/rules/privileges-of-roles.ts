import { isObject, items, type Json, only, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { beyond, MOST_COMBINATIONS } from '../../beyond';
import type { BlockChange } from '../../diff';
import { groupBy } from '../../group-by';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('privileges');

/** What accounts may do in the cluster: roles, and who has them. */
export function ofRoles({ before, after, block, differences }: BlockChange): readonly Risk[] {
  const kind = kindOf(block);
  const isRole = kind === 'Role' || kind === 'ClusterRole';
  if (!isRole && kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') return [];
  const told = isRole ? betweenRoles(before, after) : betweenBindings(before, after);
  // Rules in another order, or written as several, grant what they granted.
  const isRead = isRole && [before, after].every((block) => isPlain(block) && rightsOf(block) !== undefined);
  const isOther = differences.some(({ path }) => path[0] !== 'metadata' && path[0] !== 'lifecycle');
  return told.length === 0 && isOther && !isRead ? [risk('changes what an account may do', true)] : told;
}

/** Whether each of its rules says what it is about. */
function isPlain(block: Block | undefined): boolean {
  return items(block?.arguments['rule']).every(
    (rule) => isObject(rule) && items(rule['resources']).length + items(rule['non_resource_urls']).length > 0,
  );
}

/** That a verb may be used on something. */
interface Right {
  readonly verb: string;
  /** A group of the API; `/` for paths beside it. */
  readonly group: string;
  /** A resource, or a path. */
  readonly on: string;
  /** Undefined for all of its kind. */
  readonly name: string | undefined;
}

function betweenRoles(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  const [old, head] = [rightsOf(before), rightsOf(after)];
  // What is too much to be read is told as changed.
  if (old === undefined || head === undefined) return [];
  const more = beyond(head, old, isCovered);
  const less = beyond(old, head, isCovered);
  return [
    ...sentences(more).map((words) => risk(`grants more: ${words}`, true)),
    ...sentences(less).map((words) => risk(`no longer grants ${words}`, false)),
    ...(isAggregated(after) && JSON.stringify(aggregation(before)) !== JSON.stringify(aggregation(after))
      ? [risk('grants what other roles grant (aggregation_rule)', true)]
      : []),
  ];
}

function aggregation(block: Block | undefined): Json | undefined {
  return only(block?.arguments['aggregation_rule']);
}

function isAggregated(block: Block | undefined): boolean {
  return aggregation(block) !== undefined;
}

/** Undefined where there are too many. */
function rightsOf(block: Block | undefined): readonly Right[] | undefined {
  const found: Right[] = [];
  for (const rule of items(block?.arguments['rule'])) {
    const texts = (key: string): readonly string[] => items(within(rule, [key])).map(textOf);
    const [verbs, on, paths] = [texts('verbs'), texts('resources'), texts('non_resource_urls')];
    const [groups, names] = [orOne(texts('api_groups'), ''), orOne(texts('resource_names'), undefined)];
    const count = verbs.length * (paths.length + on.length * groups.length * names.length);
    if (found.length + count > MOST_COMBINATIONS) return undefined;
    for (const verb of verbs) {
      for (const path of paths) found.push({ verb, group: '/', on: path, name: undefined });
      for (const group of groups)
        for (const each of on) for (const name of names) found.push({ verb, group, on: each, name });
    }
  }
  return found;
}

function orOne<T>(texts: readonly string[], otherwise: T): readonly (string | T)[] {
  return texts.length === 0 ? [otherwise] : texts;
}

function isCovered(other: Right, one: Right): boolean {
  const isAmong = (wide: string, narrow: string): boolean => wide === '*' || wide === narrow;
  return (
    isAmong(one.verb, other.verb) &&
    (one.group === other.group || (one.group === '*' && other.group !== '/')) &&
    isAmong(one.on, other.on) &&
    (one.name === undefined || one.name === other.name)
  );
}

/** Further ones are only counted: the role itself stands below. */
const MOST = 5;

/** One sentence for all verbs on one thing: `get, list on secrets`. */
function sentences(rights: readonly Right[]): readonly string[] {
  const byThing = groupBy(rights, ({ group, on, name }) => JSON.stringify([group, on, name]));
  const told = [...byThing.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const verbs = [...new Set(alike.map(({ verb }) => (verb === '*' ? 'every verb' : verb)))];
    return [`${firstOf(verbs, MOST)} on ${thingWords(first)}`];
  });
  return told.length <= MOST ? told : [...told.slice(0, MOST), `${told.length - MOST} more`];
}

function thingWords({ group, on, name }: Right): string {
  const where = group === '*' ? ' of every API' : group === '' || group === '/' ? '' : ` of ${group}`;
  return `${on === '*' ? 'every resource' : on}${where}${name === undefined ? '' : ` named ${name}`}`;
}

/** People and programs whom nobody of the project knows. */
const CROWDS: Readonly<Record<string, string>> = {
  'system:anonymous': 'everybody, also without a login',
  'system:unauthenticated': 'everybody, also without a login',
  'system:authenticated': 'everybody who is logged in',
  'system:serviceaccounts': 'every service account',
};

function betweenBindings(before: Block | undefined, after: Block | undefined): readonly Risk[] {
  const [old, head] = [roleOf(before), roleOf(after)];
  const [had, have] = [subjectsOf(before), subjectsOf(after)];
  const given = head === old ? have.filter((subject) => !had.includes(subject)) : have;
  const taken = head === old ? had.filter((subject) => !have.includes(subject)) : had;
  const inPlace = old !== '' && head !== '' && head !== old ? ` in place of ${old}` : '';
  return [
    ...(given.length === 0
      ? []
      : [risk(`gives the role ${head}${inPlace} to ${firstOf(given, MOST)}`, true)]),
    ...(taken.length === 0 || inPlace !== ''
      ? []
      : [risk(`no longer gives the role ${old} to ${firstOf(taken, MOST)}`, false)]),
  ];
}

function roleOf(block: Block | undefined): string {
  return textOf(within(block?.arguments, ['role_ref', 'name']));
}

function subjectsOf(block: Block | undefined): readonly string[] {
  return items(block?.arguments['subject']).map((subject) => {
    const [kind, name, namespace] = ['kind', 'name', 'namespace'].map((key) =>
      textOf(within(subject, [key])),
    );
    const crowd = kind === 'ServiceAccount' ? undefined : CROWDS[name ?? ''];
    if (crowd !== undefined) return `${crowd} (${name})`;
    return kind === 'ServiceAccount' ? `the account ${namespace || 'default'}/${name}` : `${kind} ${name}`;
  });
}
