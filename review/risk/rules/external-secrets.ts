import { at, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type Risk, risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';
import { usersOfSecret } from './users-of-secrets';

const stops = risksOf('availability');

/** A Secret that an operator fills from a store. */
export const ofExternalSecret: CustomJudge = ({ old, head, context }) => {
  const { inProtected } = context;
  if (old === undefined) return [];
  const owns = textOf(targetAt(old, 'creationPolicy') ?? 'Owner') === 'Owner';
  const secret = secretOf(old);
  if (head === undefined) {
    const users = owns ? usersOfSecret(context, old, secret) : [];
    return users.length === 0
      ? []
      : [stops(`takes ${secret} along, which ${firstOf(users, MOST)} still names: ${NO_START}`, inProtected)];
  }
  const isSame = secret === secretOf(head);
  const users = isSame ? [] : usersOfSecret(context, old, secret);
  const kept = new Set(keysOf(head));
  const isAll = items(within(head, ['spec', 'dataFrom'])).length > 0;
  const lost = isSame && !isAll ? keysOf(old).filter((key) => !kept.has(key)) : [];
  return [
    ...(users.length === 0
      ? []
      : [stops(`no longer fills ${secret}, which ${firstOf(users, MOST)} still names`, inProtected)]),
    ...lost.flatMap((key): readonly Risk[] => {
      const takers = usersOfSecret(context, old, secret, key);
      return takers.length === 0
        ? []
        : [stops(`loses ${key}, which ${firstOf(takers, MOST)} still takes: ${NO_START}`, inProtected)];
    }),
    ...POLICIES.flatMap(({ key, byDefault, values }) => {
      const [was, is] = [old, head].map((object) => textOf(targetAt(object, key)) || byDefault);
      const means = was === is ? undefined : values[is ?? ''];
      return means === undefined ? [] : [stops(`${means} (target.${key})`, inProtected)];
    }),
    ...otherStore(old, head, inProtected),
  ];
};

/** Further ones are only counted. */
const MOST = 3;

const NO_START = 'pods do not start without it';

/** What becomes of the Secret → what a value does that the one before it did not. */
const POLICIES: readonly {
  readonly key: string;
  readonly byDefault: string;
  readonly values: Readonly<Record<string, string | undefined>>;
}[] = [
  {
    key: 'deletionPolicy',
    byDefault: 'Retain',
    values: {
      Delete: 'deletes its Secret once the store no longer has it',
      Merge: 'takes out of its Secret what the store no longer has',
    },
  },
  {
    key: 'creationPolicy',
    byDefault: 'Owner',
    values: {
      None: 'makes no Secret any more',
      Merge: 'only fills a Secret that is there',
    },
  },
];

function otherStore(old: Json, head: Json, inProtected: boolean): readonly Risk[] {
  const [was, is] = [old, head].map((object) => {
    const store = within(object, ['spec', 'secretStoreRef']);
    return `${textOf(at(store, 'kind')) || 'SecretStore'} ${textOf(at(store, 'name'))}`;
  });
  return was === is
    ? []
    : [risksOf('privileges')(`takes secrets from ${String(is)} in place of ${String(was)}`, inProtected)];
}

function targetAt(object: Json, key: string): Json | undefined {
  return within(object, ['spec', 'target', key]);
}

/** Without a name, the Secret is called as the object is. */
function secretOf(object: Json): string {
  return textOf(targetAt(object, 'name')) || textOf(within(object, ['metadata', 'name']));
}

function keysOf(object: Json): readonly string[] {
  return items(within(object, ['spec', 'data'])).map((each) => textOf(at(each, 'secretKey')));
}
