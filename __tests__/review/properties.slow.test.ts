import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Json } from '../../core/json';
import { check, reviewSynths } from '../../review';
import { compareValues } from '../../review/diff';
import { renderJson, renderMarkdown, renderSarif, renderTerminal } from '../../review/render';
import { apply } from './support/apply';
import { allowFrom, claim, ingress, kubernetesService, workload } from './support/resources';
import { type StacksJson, synthOf } from './support/synth-of';

const name = fc.constantFrom('web', 'api', 'worker');
const word = fc.constantFrom('a', 'b', '1Gi', '1024Mi', 'yes: 1\nno: 2\n', 'x\ny\nz', '{"a":1}');
const scalar = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constant(null));

/** Arguments with all that is compared by a rule of its own: named items, sets, quantities, texts, plain lists. */
const args: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.dictionary(
      fc.constantFrom('env', 'container', 'requests', 'args', 'hosts', 'spec', 'port', 'from', 'value'),
      tie('value'),
      { maxKeys: 3 },
    ),
    fc.array(scalar, { maxLength: 3 }),
    fc.array(fc.record({ name, value: tie('value') }), { maxLength: 3 }),
  ),
})).value;

test('equal values have no differences', () => {
  fc.assert(
    fc.property(args, (value) => {
      expect(compareValues(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test('applying the differences to one value gives the other', () => {
  fc.assert(
    fc.property(args, args, (before, after) => {
      const done = apply(before, compareValues(before, after));
      expect(compareValues(done ?? null, after)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

const resource = fc.oneof(
  fc
    .record({ spec: fc.record({ replicas: fc.constantFrom('1', '2') }) })
    .map(workload)
    .map((it) => ['kubernetes_deployment_v1', it] as const),
  fc
    .constantFrom('1Gi', '2Gi')
    .map(
      (storage) =>
        [
          'kubernetes_persistent_volume_claim_v1',
          claim({ resources: { requests: { storage } } }, {}),
        ] as const,
    ),
  fc.constantFrom('a', 'b').map((client) => ['kubernetes_network_policy_v1', allowFrom(client)] as const),
  fc
    .constantFrom('ClusterIP', 'NodePort')
    .map((type) => ['kubernetes_service_v1', kubernetesService({ type })] as const),
  fc.constant(['kubernetes_ingress_v1', ingress()] as const),
);

const stacks: fc.Arbitrary<StacksJson> = fc.dictionary(
  fc.constantFrom('dev-services', 'staging-services', 'prod-services'),
  fc.array(fc.tuple(name, resource), { maxLength: 4 }).map((resources) => {
    const stack: Record<string, Record<string, unknown>> = {};
    for (const [key, [type, json]] of resources) (stack[type] ??= {})[key] = json;
    return stack;
  }),
);

test('the order of stacks, resources and arguments does not matter', () => {
  fc.assert(
    fc.property(stacks, stacks, (before, after) => {
      const [straight, turned] = [
        reviewSynths(synthOf(before), synthOf(after)),
        reviewSynths(synthOf(reversed(before)), synthOf(reversed(after))),
      ];
      expect(turned).toEqual(straight);
      expect(renderMarkdown(turned)).toBe(renderMarkdown(straight));
    }),
  );
});

test('there are no changes if, and only if, both synths declare the same', () => {
  fc.assert(
    fc.property(stacks, stacks, (before, after) => {
      const { entries, verdict } = reviewSynths(synthOf(before), synthOf(after));
      const equal = isDeepStrictEqual(withoutEmpty(before), withoutEmpty(after));
      expect(entries.length === 0).toBe(equal);
      expect(verdict.outcome === 'nothing').toBe(equal);
    }),
  );
});

const json = (value: unknown): string => JSON.stringify(value);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const forShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const forXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const file = (text: string): StacksJson => ({
  'dev-base': { kubernetes_config_map_v1: { a: { data: { file: text } } } },
});
const variables = (name: string, value: string): StacksJson => ({
  'dev-base': { kubernetes_deployment_v1: { a: workload({ container: { env: [{ name, value }] } }) } },
});

/** Where a secret is known to be one, whatever it is made of: each in the way of its language. */
const PLACES: readonly ((secret: string) => StacksJson)[] = [
  (it) => variables('DB_PASSWORD', it),
  (it) => ({
    'dev-base': {
      kubernetes_deployment_v1: { a: workload({ container: { args: ['serve', '--token', it] } }) },
    },
  }),
  (it) => ({ 'dev-base': { kubernetes_secret_v1: { a: { data: { key: it } } } } }),
  (it) => ({ 'dev-base': { kubernetes_secret_v1: { a: { binary_data: { key: base64(it) } } } } }),
  (it) => ({ 'dev-base': { provider: { docker: [{ registry_auth: [{ address: 'r', password: it }] }] } } }),
  (it) => ({ 'dev-base': { variable: { x: { type: 'string', sensitive: true, default: it } } } }),
  (it) => file(json({ token: it, other: 1 })),
  (it) => file(json({ inner: json({ inner: json({ token: it }) }) })),
  (it) => file(stringify({ db: { password: it } })),
  (it) => file(stringify({ write_files: [{ content: stringify({ db: { password: it } }) }] })),
  (it) => file(stringify({ write_files: [{ encoding: 'b64', content: base64(json({ apiKey: it })) }] })),
  (it) =>
    file(`${stringify({ kind: 'ConfigMap' })}---\n${stringify({ kind: 'Secret', stringData: { a: it } })}`),
  (it) => variables('URL', `postgres://user:${encodeURIComponent(it)}@host/db`),
];

/** The same for what cannot hold the end of a line. */
const ONE_LINE_PLACES: readonly ((secret: string) => StacksJson)[] = [
  (it) => file(`set -e\nexport DB_PASSWORD=${forShell(it)}\nexec serve\n`),
  (it) => file(`set -e\nserve --token ${forShell(it)} --port 1\n`),
  (it) => file(`echo ${forShell(`root:${it}`)} | chpasswd\n`),
  (it) => file(`chpasswd <<'EOF'\nroot:${it}\nEOF\n`),
  (it) => file(`[db]\nuser = a\npassword = ${it}\n`),
  (it) => file(`a\ncurl -d ${json(json({ password: it }))} x\n`),
  (it) => file(`<server>\n<password>${forXml(it)}</password>\n</server>\n`),
];

const LETTERS = Array.from(`aZ09'"\\\`&;|<>#%{}()[]$@:/?=+,.!~^*-_ é🔑`);
const secretOf = (letters: readonly string[]) =>
  fc
    .string({ unit: fc.constantFrom(...letters), minLength: 6, maxLength: 24 })
    .map((text) => `zq${text}q`)
    // What looks like a reference is not one of ours.
    .filter((text) => !/\$[({\w]|\{\{/.test(text));

const placed = fc.oneof(
  fc.tuple(fc.constantFrom(...PLACES), secretOf([...LETTERS, '\n']), secretOf([...LETTERS, '\n'])),
  fc.tuple(fc.constantFrom(...ONE_LINE_PLACES), secretOf(LETTERS), secretOf(LETTERS)),
);

/** How a secret may be written where nothing says that it is one. */
const FORMS: readonly ((secret: string) => string)[] = [
  (it) => it,
  base64,
  encodeURIComponent,
  (it) => json(it).slice(1, -1),
];

test('no secret is in any output, whatever it consists of, and in whatever form it appears elsewhere', () => {
  fc.assert(
    fc.property(placed, ([put, before, after]) => {
      const stacks = (secret: string): StacksJson => ({
        ...put(secret),
        'dev-services': {
          kubernetes_config_map_v1: {
            [`a ${secret}`]: { data: { key: secret } },
            b: {
              data: Object.fromEntries(FORMS.map((form, index) => [`key-${index}`, `a ${form(secret)} b`])),
            },
          },
        },
      });
      const [old, head] = [synthOf(stacks(before)), synthOf(stacks(after))];
      const review = reviewSynths(old, head, check(head, { before: old }));
      for (const output of [
        renderTerminal(review),
        renderMarkdown(review),
        renderJson(review),
        renderSarif(review.findings, review.entries),
      ])
        for (const secret of [before, after])
          for (const form of FORMS) expect(output).not.toContain(form(secret));
    }),
    { numRuns: 250 },
  );
});

test('equal secrets stay recognisable as equal, and a changed secret as changed', () => {
  const password = (value: string, other: string): StacksJson => ({
    'dev-services': {
      kubernetes_deployment_v1: {
        web: workload({
          container: {
            env: [
              { name: 'A_PASSWORD', value },
              { name: 'B_TOKEN', value: other },
            ],
          },
        }),
      },
    },
  });
  const review = reviewSynths(synthOf(password('first', 'second')), synthOf(password('second', 'first')));
  const [a, b] = review.entries[0]?.rows ?? [];
  expect(a?.variants[0]).toMatchObject({ before: '«secret 1»', after: '«secret 2»' });
  expect(b?.variants[0]).toMatchObject({ before: '«secret 2»', after: '«secret 1»' });
});

function reversed(value: any): any {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

/** A stack that declares nothing is as good as none. */
function withoutEmpty(stacks: StacksJson): StacksJson {
  return Object.fromEntries(Object.entries(stacks).filter(([, stack]) => Object.keys(stack).length > 0));
}
