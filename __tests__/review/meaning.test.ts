import type { ServiceRecord } from 'slipway';
import { reviewSynths } from '../../review';
import { claim, workload } from './support/resources';
import { environment, type StacksJson, synthOf } from './support/synth-of';

// What a change means in the headline, in one entry, or in one line.

/** A service before its first release. */
const WAITING: ServiceRecord = { digest: null, sample: false, replicas: 1, address: null };

const reviewOf = (before: StacksJson, after: StacksJson) => reviewSynths(synthOf(before), synthOf(after));

describe('numbers', () => {
  const everywhere = (of: (environment: string) => object): StacksJson =>
    Object.fromEntries(['dev', 'staging', 'prod'].map((name) => [`${name}-services`, of(name)]));
  const type = 'kubernetes_persistent_volume_claim_v1';
  const claims = everywhere((name) => ({
    [type]: { data: claim({}, name === 'prod' ? { prevent_destroy: true } : {}) },
  }));

  test('of three claims that go, one of which is protected, one loses protection', () => {
    const { entries, verdict } = reviewOf(
      claims,
      everywhere(() => ({})),
    );
    expect(entries).toHaveLength(1);
    expect(verdict.text).toContain(
      '3 resources change in dev, staging, prod: 1 loses protection, 2 put data at risk',
    );
  });

  test('the headline says the worst of it, and where', () => {
    expect(
      reviewOf(
        claims,
        everywhere(() => ({})),
      ).verdict.text,
    ).toMatch(
      /; above all kubernetes_persistent_volume_claim_v1\.data in prod is protected, .* Terraform destroys it$/,
    );
  });

  test('what nobody has to approve is not in the headline', () => {
    const web = (replicas: string) => ({
      'dev-a': { kubernetes_deployment_v1: { web: workload({ spec: { replicas } }) } },
    });
    expect(reviewOf(web('1'), web('2')).verdict.text).toBe('1 resource changes size in dev');
  });

  test('a variable is no resource', () => {
    const variable = (value: string) => ({
      'dev-a': { variable: { a: { default: value } }, x: { a: { b: value } } },
    });
    expect(reviewOf(variable('1'), variable('2')).verdict.text).toContain(
      '1 resource and 1 setting change in dev',
    );
  });

  test('a removed stack destroys nothing', () => {
    const { verdict } = reviewOf({ 'dev-a': { kubernetes_deployment_v1: { web: workload() } } }, {});
    expect(verdict.text).not.toContain('destroyed');
  });
});

describe('a cause is told once', () => {
  const images = (seed: string): StacksJson => ({
    images: {
      docker_image: Object.fromEntries(
        ['api', 'web', 'worker'].map((name, index) => {
          const hash = `${seed}${index}`.repeat(32);
          return [name, { name: `r/${name}:${hash.slice(0, 12)}`, triggers: { source_hash: hash } }];
        }),
      ),
    },
  });

  test('one changed base image of three builds is one entry', () => {
    const { entries } = reviewOf(images('a'), images('b'));
    expect(entries.map(({ resources }) => resources.length)).toEqual([3]);
    expect(JSON.stringify(entries[0]?.rows)).not.toMatch(/[0-9a-f]{12}/);
  });

  test('what all of them have from it is told as it is', () => {
    const of = (base: string): StacksJson => ({
      images: {
        docker_image: Object.fromEntries(
          ['api', 'web'].map((name) => [
            name,
            { build: { build_args: { BASE: `debian@sha256:${base.repeat(64)}` } } },
          ]),
        ),
      },
    });
    const { entries } = reviewOf(of('a'), of('b'));
    expect(entries).toHaveLength(1);
    expect(entries[0]?.rows[0]?.variants[0]?.after).toBe(`debian@sha256:${'b'.repeat(64)}`);
  });

  test('a changed argument of one of them is another entry', () => {
    const { images: after = {} } = images('b');
    const api = { ...after['docker_image'].api, keep_locally: true };
    const entries = reviewOf(images('a'), {
      images: { docker_image: { ...after['docker_image'], api } },
    }).entries;
    expect(entries.map(({ resources }) => resources.length).sort()).toEqual([1, 2]);
  });
});

describe('a list', () => {
  const rowsOf = (before: unknown, after: unknown) =>
    reviewOf(
      { 'dev-a': { x: { a: { list: before } } } },
      { 'dev-a': { x: { a: { list: after } } } },
    ).entries.flatMap(({ rows }) =>
      rows.map(({ path, variants }) => [path, variants[0]?.before, variants[0]?.after]),
    );
  const [a, b, c] = [{ p: 1 }, { p: 2 }, { p: 3 }];

  test.each([
    ['an inserted item is one line', [a, b], [c, a, b], [['list[0]', undefined, c]]],
    ['a removed item is one line', [a, b, c], [b, c], [['list[0]', a, undefined]]],
    ['another order is one line', [a, b, c], [c, a, b], [['list', [a, b, c], [c, a, b]]]],
    [
      'another order of words is one line',
      ['x', 'y', 'z'],
      ['z', 'x', 'y'],
      [['list', ['x', 'y', 'z'], ['z', 'x', 'y']]],
    ],
    ['a changed item is told by what changed', [a, b], [a, c], [['list[1].p', 2, 3]]],
    [
      'what goes before an item that stays does not become what comes after it',
      [a, b, c],
      [c, { p: 4 }],
      [
        ['list[0].p', 1, 3],
        ['list[1].p', 2, 4],
        ['list[2]', c, undefined],
      ],
    ],
    [
      'an argument that is null is left out',
      [a, b, b],
      [{ ...b, q: null }],
      [
        ['list[0]', a, undefined],
        ['list[2]', b, undefined],
      ],
    ],
    ['the same list is nothing', [a, a], [{ ...a }, { ...a }], []],
  ])('%s', (_what, before, after, rows) => {
    expect(rowsOf(before, after)).toEqual(rows);
  });

  test('the order of actions in a policy of AWS means nothing', () => {
    const policy = (...Action: readonly string[]) =>
      JSON.stringify({ Statement: [{ Sid: 'a', Effect: 'Allow', Action, Resource: '*' }] });
    const of = (text: string): StacksJson => ({ 'dev-a': { aws_iam_policy: { a: { policy: text } } } });
    const [entry] = reviewOf(of(policy('s3:Get', 's3:Put')), of(policy('s3:Put', 's3:Get'))).entries;
    expect(entry?.rows.map(({ variants }) => variants[0]?.inside)).toEqual([
      { kind: 'structured', language: 'JSON', rows: [] },
    ]);
  });
});

describe('a rename', () => {
  test('is offered for what refers to the renamed thing as well', () => {
    const of = (name: string): StacksJson => ({
      'dev-a': {
        aws_vpc: { [name]: { cidr_block: '10.0.0.0/16' } },
        aws_subnet: { [`${name}_a`]: { vpc_id: `\${aws_vpc.${name}.id}`, cidr_block: '10.0.1.0/24' } },
        aws_route_table: {
          [`${name}_b`]: { vpc_id: `\${aws_vpc.${name}.id}`, tags: { in: `\${aws_subnet.${name}_a.id}` } },
        },
      },
    });
    const offered = reviewOf(of('old'), of('new')).entries.flatMap(({ offer = [] }) => offer.slice(1));
    expect(offered.sort()).toEqual([
      'moved { from = aws_route_table.old_b, to = aws_route_table.new_b }  in dev-a',
      'moved { from = aws_subnet.old_a, to = aws_subnet.new_a }  in dev-a',
      'moved { from = aws_vpc.old, to = aws_vpc.new }  in dev-a',
    ]);
  });

  test('of a service says that nothing runs until there is a release', () => {
    const running = (name: string, digest: string | null) =>
      synthOf(
        {},
        {
          environments: [
            environment('dev', null, {
              services: { [name]: { digest, sample: false, replicas: 1, address: null } },
            }),
          ],
        },
      );
    const digest = `sha256:${'1'.repeat(64)}`;
    const { notes, verdict } = reviewSynths(running('worker', digest), running('shipper', null));
    expect(notes).toEqual([
      {
        text: 'shipper has no release in any environment: it runs nowhere until it is released, while worker goes',
        needsApproval: true,
      },
    ]);
    expect(verdict.outcome).toBe('approval');
  });
});

describe('values of a chart', () => {
  const release = (values: string, set: readonly object[] = []): StacksJson => ({
    'prod-a': { helm_release: { web: { name: 'web', chart: 'web', values: [values], set } } },
  });
  const PLAIN = 'service:\n  type: ClusterIP\nsecurityContext:\n  privileged: false\n';

  test('are judged by the words of Kubernetes in them', () => {
    const { entries, verdict } = reviewOf(
      release(PLAIN),
      release(PLAIN.replace('ClusterIP', 'LoadBalancer').replace('false', 'true')),
    );
    const said = entries.flatMap(({ risks }) => risks.map(({ reason }) => reason));
    expect(said).toEqual([
      'may let the outside in: service.type is LoadBalancer',
      'may grant more: securityContext.privileged is true',
      'Slipway does not know whether this replaces it (helm_release)',
    ]);
    expect(verdict.outcome).toBe('approval');
  });

  test('are judged where they are set one by one', () => {
    const set = [{ name: 'securityContext.runAsUser', value: '0' }];
    expect(JSON.stringify(reviewOf(release(PLAIN), release(PLAIN, set)).entries)).toContain(
      'may grant more: securityContext.runAsUser is 0',
    );
  });

  test('may have any name', () => {
    const named = release(`${PLAIN}constructor: true\ntoString: '0'\n`);
    expect(reviewOf(release(PLAIN), named).verdict.outcome).toBe('changes');
  });

  test('that were there before are not told again', () => {
    const open = PLAIN.replace('ClusterIP', 'LoadBalancer');
    expect(JSON.stringify(reviewOf(release(open), release(`${open}replicas: 2\n`)).entries)).not.toContain(
      'outside',
    );
  });
});

describe('variables', () => {
  const web = (...env: readonly object[]): StacksJson => ({
    'dev-a': { kubernetes_deployment_v1: { web: workload({ container: { env } }) } },
  });
  const [host, url] = [
    { name: 'HOST', value: 'db' },
    { name: 'URL', value: 'sql://$(HOST)' },
  ];
  const plain = { name: 'LEVEL', value: '$$(HOST)' };

  test('that refer to each other are not the same in another order', () => {
    const [entry] = reviewOf(web(host, url), web(url, host)).entries;
    expect(entry?.rows.map(({ path, variants }) => [path, variants[0]?.after])).toEqual([
      ['spec.template.spec.container[web].env.order', ['URL', 'HOST']],
    ]);
  });

  test('that only look so are', () => {
    expect(reviewOf(web(host, plain), web(plain, host)).verdict.outcome).toBe('nothing');
  });

  test('that others stand between are as before', () => {
    const [entry] = reviewOf(web(host, url), web(host, plain, url)).entries;
    expect(entry?.rows).toHaveLength(1);
  });
});

test('what changes of a service before its first release is told', () => {
  const waiting = (replicas: number) =>
    synthOf(
      {},
      {
        environments: [
          environment('dev', null, {
            services: { web: { digest: null, sample: false, replicas, address: null } },
          }),
        ],
      },
    );
  const { notes, verdict } = reviewSynths(waiting(1), waiting(2));
  expect(notes.map(({ text }) => text)).toEqual(['web in dev runs ×2 and not ×1, once it is released there']);
  expect(verdict.outcome).toBe('changes');
});

test.each<[string, ServiceRecord | undefined, Partial<ServiceRecord>, readonly string[]]>([
  [
    'another address',
    WAITING,
    { address: 'b.example.com' },
    ['web in dev answers at b.example.com and not at nowhere, once it is released there'],
  ],
  [
    'no address any more',
    { ...WAITING, address: 'a.example.com' },
    {},
    ['web in dev answers at nowhere and not at a.example.com, once it is released there'],
  ],
  ['the same as before', { ...WAITING, address: 'a.example.com' }, { address: 'a.example.com' }, []],
  ['its first release', WAITING, { digest: `sha256:${'1'.repeat(64)}`, replicas: 2 }, []],
  ['a release that was removed', { ...WAITING, digest: `sha256:${'1'.repeat(64)}` }, { replicas: 2 }, []],
  [
    'its declaration',
    undefined,
    { replicas: 2 },
    ['web has no release in any environment: it runs nowhere until it is released'],
  ],
])('of a service without a release, %s is told as what it is', (_, before, after, said) => {
  const of = (service: ServiceRecord | undefined) =>
    synthOf({}, { environments: [environment('dev', null, { services: service ? { web: service } : {} })] });
  const { notes } = reviewSynths(of(before), of({ ...WAITING, ...after }));
  expect(notes.map(({ text }) => text)).toEqual(said);
});

test('a manifest may have any name in it', () => {
  const of = (replicas: number): StacksJson => ({
    'dev-a': {
      kubernetes_manifest: {
        a: { manifest: { kind: 'Deployment', spec: { replicas, constructor: { name: { toString: 1 } } } } },
        b: { manifest: { kind: 'constructor', spec: { replicas } } },
        c: { manifest: null, dynamic: replicas },
      },
    },
  });
  expect(reviewOf(of(1), of(0)).verdict.outcome).toBe('changes');
});
