import { at, canonical, isObject, items, type Json, parseText, textOf } from '../../../core/json';
import { MOST_COMBINATIONS } from '../../beyond';
import type { Block } from '../../synth';

/** That somebody may do something with something, or may not. */
export interface Grant {
  readonly action: string;
  readonly on: string;
  /** Undefined means all that the policy is attached to. */
  readonly to: string | undefined;
  /** On what condition; empty for none. */
  readonly where: string;
}

/** What a block's policies say. */
interface PolicyWords {
  readonly grants: readonly Grant[];
  readonly denials: readonly Grant[];
  /** What is not read: expressions of Terraform, and statements with too many combinations. Empty if all is read. */
  readonly unread: string;
  /** Whether statements with too many combinations are not read. */
  readonly isLong: boolean;
}

const NOTHING: PolicyWords = { grants: [], denials: [], unread: '', isLong: false };

/** Arguments with a policy of AWS in JSON. */
const POLICIES = ['policy', 'assume_role_policy', 'inline_policy', 'access_policies', 'resource_policy'];

const DOCUMENT = 'data.aws_iam_policy_document.';

export function policyOf(block: Block | undefined): PolicyWords {
  if (block === undefined) return NOTHING;
  if (block.address.startsWith(DOCUMENT)) return wordsOf(items(block.arguments['statement']), IN_BLOCKS);
  if (block.kind !== 'resource') return NOTHING;
  const texts = POLICIES.flatMap((argument) =>
    items(block.arguments[argument]).map((value) => (isObject(value) ? value['policy'] : value)),
  );
  const read = texts.map((text) => (typeof text === 'string' ? parseText(text)?.value : undefined));
  const unread = texts.filter(
    (text, place) => !isObject(read[place]) && typeof text === 'string' && text.includes('${'),
  );
  const statements = read.flatMap((document) => items(at(document, 'Statement')));
  const words = wordsOf(statements, IN_JSON);
  return { ...words, unread: [words.unread, ...unread.map(textOf)].filter((text) => text !== '').join('\n') };
}

/** How a statement is written. */
interface Form {
  readonly effect: string;
  readonly actions: string;
  readonly otherActions: string;
  readonly resources: string;
  readonly otherResources: string;
  readonly principals: (statement: Json) => readonly (string | undefined)[];
  readonly conditions: (statement: Json) => readonly string[];
}

const IN_JSON: Form = {
  effect: 'Effect',
  actions: 'Action',
  otherActions: 'NotAction',
  resources: 'Resource',
  otherResources: 'NotResource',
  principals: (statement) => {
    const others = at(statement, 'NotPrincipal');
    if (others !== undefined) return principalsIn(others).map((who) => `all but ${who}`);
    const principal = at(statement, 'Principal');
    const named = principal === undefined ? [] : principalsIn(principal);
    return named.length === 0 ? [undefined] : named;
  },
  conditions: (statement) => {
    const tests = at(statement, 'Condition');
    return Object.entries(isObject(tests) ? tests : {}).flatMap(([test, asked]) =>
      Object.entries(isObject(asked) ? asked : {}).map(([name, value]) =>
        conditionWords(name, test, items(value)),
      ),
    );
  },
};

const IN_BLOCKS: Form = {
  effect: 'effect',
  actions: 'actions',
  otherActions: 'not_actions',
  resources: 'resources',
  otherResources: 'not_resources',
  principals: (statement) => {
    const named = ['principals', 'not_principals'].flatMap((key) =>
      items(at(statement, key)).flatMap((each) =>
        items(at(each, 'identifiers')).map(
          (who) => `${key === 'principals' ? '' : 'all but '}${textOf(who)}`,
        ),
      ),
    );
    return named.length === 0 ? [undefined] : named;
  },
  conditions: (statement) =>
    items(at(statement, 'condition')).map((each) =>
      conditionWords(textOf(at(each, 'variable')), textOf(at(each, 'test')), items(at(each, 'values'))),
    ),
};

function principalsIn(principal: Json): readonly string[] {
  if (typeof principal === 'string') return [principal];
  return isObject(principal) ? Object.values(principal).flatMap((each) => items(each).map(textOf)) : [];
}

function conditionWords(name: string, test: string, values: readonly Json[]): string {
  return `${name} ${test} ${[...new Set(values.map(textOf))].sort().join(' or ')}`;
}

function wordsOf(statements: readonly Json[], form: Form): PolicyWords {
  const long: Json[] = [];
  let left = MOST_COMBINATIONS;
  const read = statements.map((statement) => {
    left -= combinationsIn(statement, form);
    if (left >= 0)
      return { effect: textOf(at(statement, form.effect)) || 'Allow', grants: grantsIn(statement, form) };
    long.push(statement);
    return { effect: '', grants: [] };
  });
  const of = (effect: string): readonly Grant[] =>
    read.filter((each) => each.effect === effect).flatMap(({ grants }) => grants);
  return {
    grants: of('Allow'),
    denials: of('Deny'),
    unread: long.map((statement) => canonical(statement)).join('\n'),
    isLong: long.length > 0,
  };
}

function combinationsIn(statement: Json, form: Form): number {
  const [actions, on] = [form.actions, form.resources].map((key) => items(at(statement, key)).length);
  return Math.max(1, actions ?? 0) * Math.max(1, on ?? 0) * form.principals(statement).length;
}

function grantsIn(statement: Json, form: Form): readonly Grant[] {
  const on = named(statement, form.resources, form.otherResources);
  const where = [...form.conditions(statement)].sort().join(' and ');
  return named(statement, form.actions, form.otherActions).flatMap((action) =>
    (on.length === 0 ? ['itself'] : on).flatMap((resource) =>
      form.principals(statement).map((to): Grant => ({ action, on: resource, to, where })),
    ),
  );
}

/** What is named, or all but what is named. */
function named(statement: Json, key: string, otherKey: string): readonly string[] {
  const others = items(at(statement, otherKey)).map(textOf);
  return others.length > 0 ? [`all but ${others.join(', ')}`] : items(at(statement, key)).map(textOf);
}
