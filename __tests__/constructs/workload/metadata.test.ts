import { ManagedSecret } from '../../../constructs/managed-secret';
import { Namespace } from '../../../constructs/namespace';
import { Size } from '../../../constructs/quantities';
import {
  certManager,
  external,
  loadBalancer,
  Workload,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { problemsOf, props, synthApi } from './a-workload';
import { synthKubernetes } from './synth-kubernetes';

const GIVEN = {
  labels: { 'example.com/cost-centre': '4711' },
  annotations: { 'example.com/owner': 'Team ${A}' },
};
const EVERYTHING = {
  ...GIVEN,
  replicas: { min: 2, max: 4, cpuPercent: 70 },
  files: { '/etc/api.yaml': '' },
  connectsTo: {
    PAYMENTS: external('api.payments.example', 443),
    DATABASE: {
      kind: 'workload' as const,
      workload: 'database',
      port: 'sql',
      number: 5432,
      namespace: 'data',
    },
  },
  ingress: {
    port: 'http',
    domain: 'shop.example.com',
    className: 'nginx',
    tls: certManager('letsencrypt'),
  },
};

/** Every object of the synthesised resources, as its type and its metadata. */
function objectsOf(resource: any): [string, any][] {
  return Object.entries(resource).flatMap(([type, byName]) =>
    Object.values(byName as object).map((block): [string, any] => [type, block.metadata]),
  );
}

describe('labels and annotations', () => {
  const objects = objectsOf(synthApi(EVERYTHING));

  test('are on every object that a workload makes, whatever its kind', () => {
    expect(new Set(objects.map(([type]) => type)).size).toBe(7);
    for (const [, metadata] of objects) {
      expect(metadata.labels).toMatchObject(GIVEN.labels);
      expect(metadata.annotations).toMatchObject({ 'example.com/owner': 'Team $${A}' });
    }
  });

  test('are on the pods, beside what rolls them', () => {
    const { metadata } = synthApi(EVERYTHING).kubernetes_deployment_v1.api.spec.template;
    expect(metadata.labels).toMatchObject(GIVEN.labels);
    expect(Object.keys(metadata.annotations as object).sort()).toEqual([
      'checksum/files',
      'example.com/owner',
    ]);
  });

  test('of pods alone are nowhere else', () => {
    const resource = synthApi({
      podLabels: { 'azure.workload.identity/use': 'true' },
      podAnnotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' },
    });
    const { template, selector } = resource.kubernetes_deployment_v1.api.spec;
    expect(template.metadata.labels).toMatchObject({ 'azure.workload.identity/use': 'true' });
    expect(template.metadata.annotations).toEqual({ 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' });
    expect(selector.match_labels).toEqual({ 'app.kubernetes.io/name': 'api' });
    expect(JSON.stringify(objectsOf(resource))).not.toMatch(/istio|azure/);
  });

  test('are on the claims of a stateful set, but not in its templates, which cannot change', () => {
    const resource = synthApi({
      ...GIVEN,
      kind: 'statefulSet',
      volumes: { data: { mountPath: '/data', size: Size.gibibytes(1) } },
    });
    const [template] = resource.kubernetes_stateful_set_v1.api.spec.volume_claim_template;
    expect(template.metadata.labels).not.toHaveProperty('example.com/cost-centre');
    const claim = resource.kubernetes_persistent_volume_claim_v1['volume-data-api-0'];
    expect(claim.metadata.labels).toMatchObject(GIVEN.labels);
  });

  test('are on a namespace, its policies and its secrets', () => {
    const resource = synthKubernetes((stack) => {
      const namespace = new Namespace(stack, 'shop', GIVEN);
      new ManagedSecret(stack, 'shop-database', { namespace, keys: ['password'], revision: 1, ...GIVEN });
    });
    const objects = objectsOf(resource);
    expect(objects.map(([type]) => type).sort()).toEqual([
      'kubernetes_namespace_v1',
      'kubernetes_network_policy_v1',
      'kubernetes_network_policy_v1',
      'kubernetes_secret_v1',
    ]);
    for (const [, metadata] of objects) expect(metadata.labels).toMatchObject(GIVEN.labels);
  });
});

test('what workloads are selected by stays, whatever the labels are', () => {
  const labels = { 'app.kubernetes.io/name': 'other' };
  expect(() =>
    synthKubernetes((stack) => {
      new Workload(stack, 'api', props({ labels }));
    }),
  ).toThrow(/metadata\/label-reserved/);
});

/** Alone an object may have as much. */
const HALF = { 'example.com/half': 'x'.repeat(150_000) };
const INGRESS = { port: 'http', domain: 'shop.example.com', className: 'nginx', tls: certManager('x') };

test.each<[string, Partial<WorkloadSpec>, string[]]>([
  ['what charts give', { labels: { 'helm.sh/chart': 'mastodon-6.9.3', app: 'web', empty: '' } }, []],
  ['a key with a space', { labels: { 'cost centre': '1' } }, ['metadata/label .labels["cost centre"]']],
  ['a domain with an empty part', { podLabels: { 'a..b/c': '1' } }, ['metadata/label .podLabels["a..b/c"]']],
  [
    'a domain that is too long',
    { labels: { [`${'a.'.repeat(127)}a/b`]: '1' } },
    [`metadata/label .labels["${'a.'.repeat(127)}a/b"]`],
  ],
  ['a value with a space', { labels: { team: 'the shop' } }, ['metadata/label .labels.team']],
  ['a value that is too long', { labels: { team: 'a'.repeat(64) } }, ['metadata/label .labels.team']],
  [
    'a label that a controller sets',
    { podLabels: { 'pod-template-hash': 'x' } },
    ['metadata/label-reserved .podLabels.pod-template-hash'],
  ],
  [
    'an annotation of Slipway',
    { annotations: { 'slipway/claims': 'declared' } },
    ['metadata/annotation-reserved .annotations["slipway/claims"]'],
  ],
  [
    'the checksum of files',
    { podAnnotations: { 'checksum/files': 'x' } },
    ['metadata/annotation-reserved .podAnnotations["checksum/files"]'],
  ],
  [
    'a password in an annotation',
    { annotations: { url: 'postgres://shop:hunter2hunter2@db/shop' } },
    ['metadata/secret .annotations.url'],
  ],
  [
    'more text than an object may have',
    { annotations: { text: 'x'.repeat(2 ** 18) } },
    ['metadata/annotations-size .annotations'],
  ],
  ...(
    [
      ['pods', { podAnnotations: HALF }, 'podAnnotations'],
      ['an ingress', { ingress: { ...INGRESS, annotations: HALF } }, 'ingress.annotations'],
      [
        'a Service outside',
        { exposed: loadBalancer({ from: ['10.0.0.0/8'], annotations: HALF }) },
        'exposed.annotations',
      ],
      ['an account', { serviceAccount: { annotations: HALF } }, 'serviceAccount.annotations'],
    ] satisfies [string, Partial<WorkloadSpec>, string][]
  ).map(([what, own, place]): [string, Partial<WorkloadSpec>, string[]] => [
    `more text than ${what} may have, with that of all objects`,
    { annotations: { text: HALF['example.com/half'] }, ...own },
    [`metadata/annotations-size .${place}`],
  ]),
])('%s', (_what, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});
