import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { reviewSynths } from '../../review';
import { compareValues } from '../../review/diff';
import { renderJson, renderMarkdown, renderTerminal } from '../../review/render';
import type { Json } from '../../review/synth';
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

test('between equal values there is no difference', () => {
  fc.assert(
    fc.property(args, (value) => {
      expect(compareValues(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test('the differences, done to the one value, give the other', () => {
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

test('the order in which stacks, resources and arguments come says nothing', () => {
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

test('nothing changes if, and only if, both declare the same', () => {
  fc.assert(
    fc.property(stacks, stacks, (before, after) => {
      const { entries, verdict } = reviewSynths(synthOf(before), synthOf(after));
      const equal = isDeepStrictEqual(withoutEmpty(before), withoutEmpty(after));
      expect(entries.length === 0).toBe(equal);
      expect(verdict.outcome === 'nothing').toBe(equal);
    }),
  );
});

test('no secret is in any output, in whatever form it turns up', () => {
  const canary = fc
    .string({
      unit: fc.constantFrom('a', 'b', 'X', 'Y', '0', '9', '-', '_', '+', '/'),
      minLength: 8,
      maxLength: 24,
    })
    .map((text) => `zq${text}`);
  fc.assert(
    fc.property(canary, canary, (before, after) => {
      const review = reviewSynths(synthOf(withSecret(before)), synthOf(withSecret(after)));
      for (const output of [renderTerminal(review), renderMarkdown(review), renderJson(review)])
        for (const secret of [before, after])
          for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
            expect(output).not.toContain(form);
    }),
  );
});

/** A secret at every place where one may stand, and beside them. */
function withSecret(secret: string): StacksJson {
  return {
    'dev-base': {
      provider: { docker: [{ registry_auth: [{ address: 'r', password: secret }] }] },
      variable: { x: { type: 'string', sensitive: true, default: secret } },
      kubernetes_secret_v1: {
        a: {
          metadata: { name: 'a' },
          data: { key: secret },
          binary_data: { key: Buffer.from(secret).toString('base64') },
        },
      },
      kubernetes_config_map_v1: {
        a: {
          metadata: { name: `a-${secret}` },
          data: {
            url: `postgres://user:${secret}@host/db`,
            copied: `the same again: ${secret}`,
            encoded: Buffer.from(secret).toString('base64'),
            'app.ini': `[db]\nuser = a\npassword = ${secret}\n`,
            'app.yaml': `db:\n  user: a\n  password: ${secret}\n`,
            'app.json': JSON.stringify({ token: secret, other: 1 }),
            key: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
          },
        },
      },
      libvirt_cloudinit_disk: {
        a: {
          name: 'a',
          user_data: `#cloud-config\nusers:\n  - name: ops\n    passwd: ${secret}\nchpasswd:\n  list: |\n    ops:${secret}\n`,
        },
      },
      kubernetes_deployment_v1: {
        web: workload({
          container: {
            env: ['DATABASE_PASSWORD', 'SECRET_KEY', 'SIGNING_KEY', 'SECRET_KEY_BASE', 'DB_PASS'].map(
              (name) => ({
                name,
                value: secret,
              }),
            ),
            args: ['serve', `--token=${secret}`],
            command: [`curl -H "x" --password ${secret}`],
          },
        }),
      },
    },
  };
}

test('a secret that is equal stays visibly equal, and one that changes is seen to change', () => {
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
