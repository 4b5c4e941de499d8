import fc from 'fast-check';
import { isList, isObject, type Json, type JsonObject } from '../../core/json';
import { secretsIn } from '../../core/secrets';
import { check, type Policy, renderJson, reviewSynths, shareEqual, type Synth } from '../../review';
import { judgeBetween } from '../../review/policies';
import { SECRETS as canaries } from '../core/secrets/canaries';
import { corpus } from './corpus';
import { synthOf } from './support/synth-of';

const ADDRESS = 'terraform_data.it';

function holding(args: Json): Synth {
  return synthOf({ 'dev-base': { terraform_data: { it: { input: args } } } });
}

function inputOf(synth: Synth): Json | undefined {
  return synth.stacks.get('dev-base')?.blocks.get(ADDRESS)?.arguments['input'];
}

/** Two values that have much in common. */
const PAIRS = fc
  .tuple(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 3 }), fc.nat())
  .map(([value, other, place]) => [value, replaced(value, other, place)] as readonly [Json, Json]);

/** The value with another one in one of its places. */
function replaced(value: unknown, other: unknown, place: number): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  const at = keys[place % (keys.length + 1)];
  if (at === undefined) return other;
  const copy: unknown = structuredClone(value);
  const inner = Object.entries(value).find(([key]) => key === at)?.[1] as unknown;
  Object.defineProperty(copy, at, {
    value: replaced(inner, other, Math.floor(place / (keys.length + 1))),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

test('a synth that shares what is equal with the one before says the same, in the same order', () => {
  fc.assert(
    fc.property(PAIRS, ([before, after]) => {
      const shared = shareEqual(holding(before), holding(after));
      expect(JSON.stringify(inputOf(shared))).toBe(JSON.stringify(after));
    }),
  );
});

test('blocks with one address and other names are two', () => {
  const of = (type: string, name: string) => synthOf({ 'dev-base': { [type]: { [name]: { input: 1 } } } });
  const shared = shareEqual(of('a.b', 'c'), of('a', 'b.c')).stacks.get('dev-base')?.blocks.get('a.b.c');
  expect(shared).toMatchObject({ type: 'a', name: 'b.c' });
});

test('keys in another order are printed in it', () => {
  const shared = shareEqual(holding({ a: { b: 1, c: 2 } }), holding({ a: { c: 2, b: 1 } }));
  expect(JSON.stringify(inputOf(shared))).toBe('{"a":{"c":2,"b":1}}');
});

test('each value that is printed alike in the same place is one object on both sides', () => {
  const wrong = (one: Json | undefined, other: Json | undefined): boolean => {
    if (typeof other !== 'object' || other === null) return false;
    if (JSON.stringify(one) === JSON.stringify(other)) return one !== other;
    if (isList(one) && isList(other)) return other.some((item, index) => wrong(one[index], item));
    return (
      isObject(one) &&
      isObject(other) &&
      Object.keys(other).some((key) => Object.hasOwn(one, key) && wrong(one[key], other[key]))
    );
  };
  fc.assert(
    fc.property(PAIRS, ([before, after]) => {
      const old = holding(before);
      expect(wrong(inputOf(old), inputOf(shareEqual(old, holding(after))))).toBe(false);
    }),
  );
});

test('a block that is the same is one block on both sides; one that another construct declares is not', () => {
  const [before, after] = [holding({ a: [1] }), holding({ a: [1] })];
  const block = (synth: Synth) => synth.stacks.get('dev-base')?.blocks.get(ADDRESS);
  expect(block(shareEqual(before, after))).toBe(block(before));
  const elsewhere = synthOf(
    { 'dev-base': { terraform_data: { it: { input: { a: [1] } } } } },
    {
      stacks: {
        'dev-base': {
          environment: 'dev',
          state: 'dev-base',
          dependsOn: [],
          resources: { [ADDRESS]: { construct: 'small/it', file: 'project.ts', protected: false } },
        },
      },
    },
  );
  expect(block(shareEqual(before, elsewhere))).toMatchObject({ construct: 'small/it', file: 'project.ts' });
});

test('what is shared changes no word of a review', () => {
  for (const { before, after } of corpus)
    for (const [one, two] of [
      [before, after],
      [after, before],
    ] as const) {
      const old = synthOf(one);
      const told = (head: Synth) => renderJson(reviewSynths(old, head, check(head, { before: old })));
      expect(told(shareEqual(old, synthOf(two)))).toBe(told(synthOf(two)));
    }
});

/** Values that mean something to a review, and keys that every object inherits. */
const PUT: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom('*', '0.0.0.0/0', true, false, null, 0, '${var.secret}', 'zQ8xkP4v'),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('__proto__', 'constructor', 'toString').map((key) => Object.fromEntries([[key, [1]]])),
);

test('what is shared changes no word of a review of anything that is edited', () => {
  const kept = corpus.map(({ before }) => ({ before, after: before }));
  const pairs = fc.tuple(
    fc.constantFrom(...corpus, ...kept),
    fc.array(fc.tuple(PUT, fc.nat()), { maxLength: 6 }),
  );
  let shared = 0;
  fc.assert(
    fc.property(pairs, ([{ before, after }, edits]) => {
      const edited = edits.reduce<unknown>((all, [other, place]) => editedStacks(all, other, place), after);
      const old = synthOf(before);
      const head = () => synthOf(edited as typeof after);
      const told = (synth: Synth) => renderJson(reviewSynths(old, synth, check(synth, { before: old })));
      const sharing = shareEqual(old, head());
      expect(told(sharing)).toBe(told(head()));
      for (const [name, { blocks }] of sharing.stacks)
        for (const [address, block] of blocks)
          if (old.stacks.get(name)?.blocks.get(address) === block) shared++;
    }),
    { numRuns: 150 },
  );
  expect(shared).toBeGreaterThan(20);
});

/** The stacks with something else in one place of the arguments of one of their resources. */
function editedStacks(stacks: unknown, other: unknown, place: number, depth = 0): unknown {
  if (typeof stacks !== 'object' || stacks === null || Array.isArray(stacks)) return stacks;
  if (depth === 3) return replaced(stacks, other, place);
  const keys = Object.keys(stacks);
  const at = keys[place % Math.max(1, keys.length)];
  if (at === undefined) return stacks;
  const inner = (stacks as Readonly<Record<string, unknown>>)[at];
  return { ...stacks, [at]: editedStacks(inner, other, Math.floor(place / keys.length), depth + 1) };
}

/** Names and values of which some are secrets, or make the value beside them one. */
const WORDS = fc.constantFrom(
  'a',
  'name',
  'value',
  'kind',
  'data',
  'Secret',
  'args',
  'command',
  'DB_PASSWORD',
);
const VALUES = fc.oneof(
  WORDS,
  fc.constantFrom(...canaries.map(([, text]) => text), 'curl', '--password', 'zQ8xkP4v'),
);
const { tree: HELD } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    VALUES,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(WORDS, tie('tree'), { maxKeys: 4 }),
  ),
}));

const blockOf = (args: JsonObject) => ({
  kind: 'resource',
  type: 'terraform_data',
  name: 'it',
  arguments: args,
});

test('beside a block that holds no secret, all secrets of the one after a change are found', () => {
  const pairs = fc.tuple(fc.dictionary(WORDS, HELD), HELD, fc.nat());
  let found = 0;
  fc.assert(
    fc.property(pairs, ([before, other, place]) => {
      const [old, given] = [before, replaced(before, other, place)] as readonly JsonObject[];
      if (!isObject(old) || !isObject(given)) return;
      const shared = inputOf(shareEqual(holding(old), holding(given))) as JsonObject;
      const whole = secretsIn(blockOf(given));
      expect(new Set(secretsIn(blockOf(shared), blockOf(old)))).toEqual(new Set(whole));
      found += whole.length;
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(50);
});

/** A value that counts how often something in it is looked at. */
function counted(value: JsonObject): { readonly value: JsonObject; readonly looks: () => number } {
  let looks = 0;
  const look = <T>(answer: T): T => {
    looks++;
    return answer;
  };
  const handler: ProxyHandler<JsonObject> = {
    get: (target, key) => look(Reflect.get(target, key)),
    ownKeys: (target) => look(Reflect.ownKeys(target)),
  };
  return { value: new Proxy(value, handler), looks: () => looks };
}

test('what a block shares with the one before is searched for secrets once', () => {
  const { value, looks } = counted({ a: 'one', b: ['two', 'three'] });
  const before = blockOf({ shared: { deep: value }, image: 'v1' });
  expect(secretsIn(before)).toEqual([]);
  const once = looks();
  expect(once).toBeGreaterThan(0);
  const after = blockOf({ ...before.arguments, image: 'password=zQ8xkP4v' });
  expect(secretsIn(after, before)).toContain('zQ8xkP4v');
  expect(looks()).toBe(once);
});

test('a value that stays is a secret once its name says so', () => {
  const before = blockOf({ env: { name: 'A', value: 'zQ8xkP4v' }, config: { inner: { of: 'zQ8xkP4v' } } });
  const renamed = blockOf({ ...before.arguments, env: { name: 'DB_PASSWORD', value: 'zQ8xkP4v' } });
  expect(secretsIn(renamed, before)).toContain('zQ8xkP4v');
});

test('a value that stays is a secret once another argument says so', () => {
  const output = (more: JsonObject) => ({
    ...{ kind: 'output', type: 'output', name: 'it' },
    arguments: { ...more, value: 'zQ8xkP4v' },
  });
  expect(secretsIn(output({ sensitive: true }), output({}))).toEqual(['zQ8xkP4v']);
});

const web = (replicas: number) => ({
  'dev-services': {
    kubernetes_deployment_v1: { web: { spec: { replicas } }, api: { spec: { replicas: 2 } } },
  },
});

test('a policy looks at the state before only where it finds something now', () => {
  const judged: string[] = [];
  const policy: Policy = {
    name: 'team/few',
    severity: { protected: 'error', other: 'warning' },
    judge: ({ name, arguments: args }) => {
      const replicas = Number((args['spec'] as JsonObject)['replicas']);
      judged.push(`${name} ${replicas}`);
      return replicas < 3 ? 'compliant' : [{ path: 'spec', message: 'must be few', advice: 'Fewer.' }];
    },
  };
  const known = (before: number, after: number) =>
    judgeBetween([policy], synthOf(web(before)), synthOf(web(after))).map((found) => found.known);
  expect(known(1, 4)).toEqual([false]);
  expect(judged).toEqual(['web 4', 'web 1', 'api 2']);
  expect(known(5, 4)).toEqual([true]);
  expect(known(5, 2)).toEqual([]);
});
