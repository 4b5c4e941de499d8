import { check, type Policy } from '../../review';
import { claim, container, ingress, kubernetesService, machine, workload } from './support/resources';
import { type StackJson, type StacksJson, synthOf } from './support/synth-of';

const context = container().security_context;
const web = (changes: object): StackJson => ({ kubernetes_deployment_v1: { web: workload(changes) } });
const secured = (changes: object): StackJson =>
  web({ container: { security_context: { ...context, ...changes } } });
const budget = (spec: object): StackJson => ({
  ...web({}),
  kubernetes_pod_disruption_budget_v1: { web: { spec: { selector: workload().spec.selector, ...spec } } },
});
const scaled = (most: number): StackJson => ({
  ...web({}),
  libvirt_domain: machine().libvirt_domain,
  kubernetes_horizontal_pod_autoscaler_v2: {
    web: { spec: { min_replicas: 2, max_replicas: most, scale_target_ref: { name: 'web' } } },
  },
});
const image = (platform: string): StackJson => ({
  libvirt_domain: machine().libvirt_domain,
  docker_image: { web: { name: 'r/web', build: { platform } } },
});

/** Rule, a stack that keeps it, one that breaks it, and what the finding says. */
const RULES: readonly (readonly [string, StackJson, StackJson, RegExp])[] = [
  ['pods/privileged', web({}), secured({ privileged: true }), /privileged must not be set/],
  ['pods/privileged', web({}), secured({ allow_privilege_escalation: null }), /must be false/],
  ['pods/run-as-root', web({}), secured({ run_as_user: 0 }), /must not be root/],
  ['pods/run-as-root', web({}), secured({ run_as_non_root: null }), /run_as_non_root must be true/],
  ['pods/capabilities', web({}), secured({ capabilities: {} }), /must drop ALL/],
  [
    'pods/capabilities',
    secured({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
    secured({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
    /must add none/,
  ],
  ['pods/seccomp', web({}), web({ pod: { security_context: { run_as_non_root: true } } }), /RuntimeDefault/],
  ['pods/host-access', web({}), web({ pod: { host_network: true } }), /host_network/],
  [
    'pods/host-access',
    web({}),
    web({ pod: { volume: [{ name: 'v', host_path: { path: '/' } }] } }),
    /volume\[v\]\.host_path/,
  ],
  ['pods/limits', web({}), web({ container: { resources: {} } }), /limits.memory must be set/],
  ['images/digest', web({}), web({ container: { image: 'r/web:latest' } }), /by its digest/],
  [
    'secrets/in-clear',
    web({}),
    web({ container: { env: [{ name: 'API_TOKEN', value: 'zq-token' }] } }),
    /in clear/,
  ],
  [
    'network/public-tls',
    { kubernetes_ingress_v1: { web: ingress() } },
    { kubernetes_ingress_v1: { web: ingress({ tls: [] }) } },
    /with TLS/,
  ],
  [
    'network/public-service',
    { kubernetes_service_v1: { web: kubernetesService() } },
    { kubernetes_service_v1: { web: kubernetesService({ type: 'LoadBalancer' }) } },
    /inside the cluster/,
  ],
  [
    'data/unprotected',
    { kubernetes_persistent_volume_claim_v1: { a: claim() } },
    { kubernetes_persistent_volume_claim_v1: { a: claim({}, {}) } },
    /must be true/,
  ],
  [
    'pods/disruption-budget',
    budget({ max_unavailable: '1' }),
    budget({ max_unavailable: '0' }),
    /must let a pod go/,
  ],
  [
    'pods/disruption-budget',
    budget({ min_available: '50%' }),
    budget({ min_available: '100%' }),
    /none of 2 may go/,
  ],
  [
    'pods/disruption-budget',
    budget({ max_unavailable: '1' }),
    budget({ max_unavailable: '2' }),
    /must keep a pod/,
  ],
  ['pods/autoscaled-capacity', scaled(2), scaled(12), /room for what its pods ask for/],
  ['images/platform', image('linux/amd64'), image('linux/arm64'), /built for amd64/],
  [
    'network/domain-twice',
    { kubernetes_ingress_v1: { a: ingress() } },
    { kubernetes_ingress_v1: { a: ingress(), b: ingress() } },
    /one ingress/,
  ],
];

test.each(
  RULES.map(
    ([rule, kept, broken, says], index) => [`${rule} ${index}`, { rule, kept, broken, says }] as const,
  ),
)('%s finds what breaks it, and nothing else', (_name, { rule, kept, broken, says }) => {
  const findings = (stack: StackJson) =>
    check(synthOf({ 'prod-services': stack })).filter((each) => each.rule === rule);
  expect(findings(kept)).toEqual([]);
  const found = findings(broken);
  expect(found).not.toEqual([]);
  expect(found.map(({ path, message, value }) => `${path} ${message} ${value ?? ''}`).join('\n')).toMatch(
    says,
  );
  // What it is not about, it says nothing of.
  expect(findings({ kubernetes_config_map_v1: { a: { data: {} } } })).toEqual([]);
});

test('a rule weighs more in a protected environment', () => {
  const severities = ['dev', 'prod'].map(
    (name) => check(synthOf({ [`${name}-services`]: web({ container: { resources: {} } }) }))[0]?.severity,
  );
  expect(severities).toEqual(['warning', 'error']);
});

const untrusted: Policy = {
  name: 'team/registry',
  severity: { protected: 'error', other: 'warning' },
  judge: ({ type }) =>
    type === 'kubernetes_deployment_v1'
      ? [{ path: 'image', message: 'must come from our registry', advice: 'Push it there.' }]
      : 'not applicable',
};
const prod: StacksJson = { 'prod-services': web({}) };

test("a team's own rule is judged beside the others", () => {
  expect(check(synthOf(prod), { policies: [untrusted] })).toEqual([
    expect.objectContaining({
      rule: 'team/registry',
      severity: 'error',
      path: 'prod-services/kubernetes_deployment_v1.web image',
    }),
  ]);
});

test('what a person allows is listed with the reason, and an exception that nothing needs is found', () => {
  const at = 'prod-services/kubernetes_deployment_v1.web';
  const exceptions = [
    { rule: 'team/registry', at, reason: 'moves next week' },
    { rule: 'pods/limits', at, reason: 'was needed once' },
  ];
  const findings = check(synthOf(prod), { policies: [untrusted], exceptions });
  expect(findings.map(({ rule, allowed }) => [rule, allowed])).toEqual([
    ['policies/unused-exception', undefined],
    ['team/registry', 'moves next week'],
  ]);
});

test('an exception for one resource is none for another whose name begins alike', () => {
  const two = { 'prod-services': { kubernetes_deployment_v1: { web: workload(), 'web-2': workload() } } };
  const exceptions = [
    { rule: 'team/registry', at: 'prod-services/kubernetes_deployment_v1.web', reason: 'one only' },
  ];
  const standing = check(synthOf(two), { policies: [untrusted], exceptions }).filter(
    ({ allowed }) => allowed === undefined,
  );
  expect(standing.map(({ path }) => path)).toEqual(['prod-services/kubernetes_deployment_v1.web-2 image']);
});

test('what was wrong before is known', () => {
  const broken = synthOf({ 'prod-services': web({ container: { image: 'r/web:latest' } }) });
  expect(check(broken, { before: broken }).map(({ known }) => known)).toEqual([true]);
  expect(check(broken, { before: synthOf(prod) }).map(({ known }) => known)).toEqual([false]);
});

test('a finding never shows a secret', () => {
  const leaky = web({
    container: { image: `user:zq-password-1@r/web`, env: [{ name: 'DB_PASSWORD', value: 'zq-password-1' }] },
  });
  const text = JSON.stringify(check(synthOf({ 'prod-services': leaky })));
  expect(text).toContain('images/digest');
  expect(text).not.toContain('zq-password-1');
});
