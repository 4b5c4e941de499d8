/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import { InvalidInput } from '../../core/findings';
import { check, judgeBy, type OwnJudgements, type Policy, type Synth } from '../../review';
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
const leading = (host: string, path: string) => ingress({ rule: [{ host, http: { path: [{ path }] } }] });
const image = (platform: string): StackJson => ({
  libvirt_domain: machine().libvirt_domain,
  docker_image: { web: { name: 'r/web', build: { platform } } },
});

const scaler = (spec: object) => ({ web: { spec: { ...spec, scale_target_ref: { name: 'web' } } } });
const labelled = {
  spec: {
    replicas: '2',
    template: { metadata: { labels: { app: 'web', tier: 'front' } }, spec: { container: [container()] } },
  },
};
const budgetFor = (labels: object, most: number, namespace = 'small-prod') => ({
  web: { metadata: { namespace }, spec: { selector: { match_labels: labels }, max_unavailable: most } },
});
const sized = (name: string, cpu: string) =>
  container({ name, resources: { requests: { cpu, memory: '1Mi' }, limits: { memory: '1Mi' } } });
const asking = (memory: string) =>
  container({ name: memory, resources: { requests: { cpu: '1m', memory }, limits: { memory } } });
/** A workload that asks for so many CPUs in all, on a machine that has two; or on so many machines, of one each. */
function onMachines(
  kind: 'daemon_set' | 'job' | 'cron_job' | 'pod',
  cpus: number,
  pod: object = {},
): StackJson {
  const { libvirt_domain } = machine();
  const spec = { container: [sized('web', '1')], ...pod };
  const template = { spec };
  const specs = {
    daemon_set: { template: { spec: { container: [sized('web', String(cpus))] } } },
    job: { parallelism: cpus, template },
    cron_job: { job_template: { spec: { parallelism: cpus, template } } },
    pod: spec,
  };
  return {
    libvirt_domain,
    [`kubernetes_${kind}_v1`]: { web: { metadata: { name: 'web' }, spec: specs[kind] } },
  };
}

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
  [
    'pods/host-access',
    web({ pod: { host_pid: 'false' } }),
    web({ pod: { host_pid: '${var.pid}' } }),
    /host_pid/,
  ],
  [
    'pods/host-access',
    web({ container: { port: [{ container_port: 80, host_port: 0 }] } }),
    web({ container: { port: [{ container_port: 80, host_port: 80 }] } }),
    /host_port must not be taken/,
  ],
  [
    'pods/privileged',
    secured({ privileged: 'false' }),
    secured({ privileged: '${var.p}' }),
    /must not be set/,
  ],
  ['pods/limits', web({}), web({ container: { resources: {} } }), /limits.memory must be set/],
  [
    'pods/limits',
    web({}),
    web({
      container: { resources: [{ requests: [{ cpu: '1', memory: null }], limits: { memory: '1Gi' } }] },
    }),
    /requests.memory must be set/,
  ],
  [
    'images/digest',
    web({}),
    web({ container: { image: 'r/web:latest' } }),
    /by its digest[^\n]* r\/web:latest$/,
  ],
  ['images/digest', web({}), web({ container: { image: null } }), /by its digest[^\n]* missing$/],
  [
    'secrets/in-clear',
    web({}),
    web({ container: { env: [{ name: 'API_TOKEN', value: 'zq-token' }] } }),
    /in plain text/,
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
    'network/public-service',
    {
      kubernetes_service_v1: {
        web: {
          metadata: { name: 'web', annotations: { 'slipway/exposed-to': '203.0.113.0/24' } },
          spec: { type: 'LoadBalancer' },
        },
      },
    },
    {
      kubernetes_service_v1: {
        web: { metadata: { name: 'web', annotations: {} }, spec: { type: 'LoadBalancer' } },
      },
    },
    /inside the cluster/,
  ],
  [
    'network/public-service',
    { kubernetes_service: { web: kubernetesService({ type: 'ExternalName' }) } },
    { kubernetes_service: { web: kubernetesService({ type: '${var.type}' }) } },
    /inside the cluster/,
  ],
  [
    'network/public-service',
    { kubernetes_service_v1: { web: kubernetesService({ external_ips: [] }) } },
    { kubernetes_service_v1: { web: kubernetesService({ external_ips: ['192.0.2.1'] }) } },
    /external_ips/,
  ],
  // What no rule takes goes to the default backend.
  [
    'network/public-tls',
    { kubernetes_ingress_v1: { web: ingress({ default_backend: [{}], tls: [{ secret_name: 'all' }] }) } },
    { kubernetes_ingress_v1: { web: ingress({ rule: [], default_backend: [{}] }) } },
    /every host\] must be served with TLS/,
  ],
  [
    'network/public-tls',
    {
      kubernetes_ingress: {
        web: ingress({ rule: { host: 'a.example.com' }, tls: { hosts: ['*.example.com'] } }),
      },
    },
    {
      kubernetes_ingress: {
        web: ingress({ rule: { host: 'a.b.example.com' }, tls: { hosts: ['*.example.com'] } }),
      },
    },
    /with TLS/,
  ],
  [
    'data/unprotected',
    { kubernetes_persistent_volume_claim_v1: { a: claim() } },
    { kubernetes_persistent_volume_claim_v1: { a: claim({}, {}) } },
    /must be true/,
  ],
  [
    'data/unprotected',
    {
      kubernetes_namespace_v1: { a: { metadata: { name: 'a' }, lifecycle: { prevent_destroy: true } } },
      libvirt_volume: { root: { base_volume_name: 'base' } },
    },
    { kubernetes_namespace_v1: { a: { metadata: { name: 'a' } } } },
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
  // Terraform takes null for left out.
  [
    'pods/disruption-budget',
    budget({ max_unavailable: '1', min_available: null }),
    budget({ max_unavailable: '0', min_available: null }),
    /must let a pod go/,
  ],
  ['pods/autoscaled-capacity', scaled(2), scaled(12), /room for what its pods ask for/],
  ['pods/disruption-budget', budget({ min_available: 1 }), budget({ min_available: 0 }), /all 2 may go/],
  // An autoscaler that says no least has one pod.
  [
    'pods/disruption-budget',
    budget({ min_available: 1 }),
    { ...budget({ min_available: 1 }), kubernetes_horizontal_pod_autoscaler_v1: scaler({ max_replicas: 9 }) },
    /none of 1 may go/,
  ],
  // An autoscaler of another workload says nothing of this one.
  [
    'pods/disruption-budget',
    {
      ...budget({ min_available: 1 }),
      kubernetes_horizontal_pod_autoscaler_v1: {
        other: { spec: { max_replicas: 9, scale_target_ref: { name: 'other' } } },
        set: { spec: { max_replicas: 9, scale_target_ref: { name: 'web', kind: 'StatefulSet' } } },
      },
    },
    { ...budget({ min_available: 1 }), kubernetes_horizontal_pod_autoscaler_v1: scaler({ min_replicas: 1 }) },
    /none of 1 may go/,
  ],
  // It asks for one label of several.
  [
    'pods/disruption-budget',
    { ...web(labelled), kubernetes_pod_disruption_budget: budgetFor({ app: 'other' }, 0) },
    { ...web(labelled), kubernetes_pod_disruption_budget: budgetFor({ app: 'web' }, 0) },
    /none of 2 may go/,
  ],
  // It asks for two labels, of which a pod has one.
  [
    'pods/disruption-budget',
    { ...web(labelled), kubernetes_pod_disruption_budget: budgetFor({ app: 'web', tier: 'back' }, 0) },
    { ...web(labelled), kubernetes_pod_disruption_budget: budgetFor({ app: 'web', tier: 'front' }, 0) },
    /none of 2 may go/,
  ],
  [
    'pods/disruption-budget',
    { ...web(labelled), kubernetes_pod_disruption_budget: budgetFor({ app: 'web' }, 0, 'elsewhere') },
    { ...web(labelled), kubernetes_pod_disruption_budget: budgetFor({ app: 'web' }, 0, '${a.b}') },
    /none of 2 may go/,
  ],
  // One pod on every node is as many as there are nodes.
  ['pods/autoscaled-capacity', onMachines('daemon_set', 1), onMachines('daemon_set', 3), /2 CPUs for 3/],
  ['pods/autoscaled-capacity', onMachines('job', 2), onMachines('job', 3), /2 CPUs for 3/],
  ['pods/autoscaled-capacity', onMachines('cron_job', 2), onMachines('cron_job', 3), /2 CPUs for 3/],
  [
    'pods/autoscaled-capacity',
    onMachines('pod', 1, { init_container: [sized('first', '2')] }),
    onMachines('pod', 1, { init_container: [sized('first', '3')] }),
    /2 CPUs for 3/,
  ],
  // The machine has 2 GiB.
  [
    'pods/autoscaled-capacity',
    onMachines('pod', 1, { container: [asking('2Gi')] }),
    onMachines('pod', 1, { container: [asking('1Gi'), asking('1536Mi')] }),
    /2 GiB of memory for 2\.5/,
  ],
  ['images/platform', image('linux/amd64'), image('linux/arm64'), /built for amd64/],
  [
    'network/domain-twice',
    { kubernetes_ingress_v1: { a: ingress() } },
    { kubernetes_ingress_v1: { a: ingress(), b: ingress() } },
    /one ingress/,
  ],
  // Another domain, or another path of it, is another address; capitals make none.
  [
    'network/domain-twice',
    {
      kubernetes_ingress_v1: {
        a: ingress(),
        b: leading('example.org', '/'),
        c: leading('example.com', '/c'),
      },
    },
    { kubernetes_ingress_v1: { a: ingress(), b: leading('EXAMPLE.com', '/') } },
    /example\.com\/ must lead to one ingress .*\.a and .*\.b/,
  ],
  // What has rules of its own, and is no ingress, leads nowhere.
  [
    'network/domain-twice',
    { kubernetes_ingress_v1: { a: ingress() }, other_v1: { b: ingress() } },
    { kubernetes_ingress_v1: { a: ingress() }, kubernetes_ingress: { b: ingress() } },
    /one ingress/,
  ],
];

test.each(
  RULES.map(
    ([rule, kept, broken, says], index) => [`${rule} ${index}`, { rule, kept, broken, says }] as const,
  ),
)('%s finds what violates it, and nothing else', (_name, { rule, kept, broken, says }) => {
  const findings = (stack: StackJson) =>
    check(synthOf({ 'prod-services': stack })).filter((each) => each.rule === rule);
  expect(findings(kept)).toEqual([]);
  const found = findings(broken);
  expect(found).not.toEqual([]);
  expect(found.map(({ path, message, value }) => `${path} ${message} ${value ?? ''}`).join('\n')).toMatch(
    says,
  );
  for (const { severity } of found) expect(severity).toMatch(/^(?:error|warning)$/);
  // What it is not about, it says nothing of.
  expect(findings({ kubernetes_config_map_v1: { a: { data: {} } } })).toEqual([]);
});

/** Where each kind of workload has its pods' spec. */
const KINDS: Readonly<Record<string, (spec: object) => object>> = {
  kubernetes_deployment_v1: (spec) => ({ template: { spec } }),
  kubernetes_deployment: (spec) => ({ template: { spec } }),
  kubernetes_stateful_set_v1: (spec) => ({ template: [{ spec: [spec] }] }),
  kubernetes_stateful_set: (spec) => ({ template: { spec } }),
  kubernetes_daemon_set_v1: (spec) => ({ template: { spec } }),
  kubernetes_daemonset: (spec) => ({ template: { spec } }),
  kubernetes_replication_controller_v1: (spec) => ({ template: { spec } }),
  kubernetes_job_v1: (spec) => ({ template: { spec } }),
  kubernetes_cron_job_v1: (spec) => ({ job_template: { spec: { template: { spec } } } }),
  kubernetes_cron_job: (spec) => ({ job_template: [{ spec: [{ template: [{ spec: [spec] }] }] }] }),
  kubernetes_pod_v1: (spec) => spec,
  kubernetes_pod: (spec) => [spec],
};

test.each(Object.entries(KINDS))('%s is judged, with what starts before its containers', (type, specOf) => {
  const bad = { name: 'first', image: 'r/first:latest' };
  const json = { metadata: { name: 'web' }, spec: specOf({ container: [container()], init_container: bad }) };
  const rules = check(synthOf({ 'prod-services': { [type]: { web: json } } }))
    .filter(({ path }) => path.includes('init_container[first]'))
    .map(({ rule }) => rule);
  expect([...new Set(rules)]).toEqual([
    'images/digest',
    'pods/capabilities',
    'pods/limits',
    'pods/privileged',
    'pods/run-as-root',
    'pods/seccomp',
  ]);
});

/** Blocks that Terraform takes as lists of one, too. */
const BLOCKS =
  /^(spec|template|metadata|security_context|capabilities|seccomp_profile|resources|container|selector|scale_target_ref|rule|http|path|tls|build|host_path|volume|port)$/;

function listed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => listed(item));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, listed(each, name)]));
  return BLOCKS.test(key) ? [inner] : inner;
}

test.each(RULES.map(([rule, , broken], index) => [`${rule} ${index}`, rule, broken] as const))(
  '%s finds the same in blocks that are written as lists',
  (_name, rule, broken) => {
    const findings = (stack: StackJson) =>
      check(synthOf({ 'prod-services': stack }))
        .filter((each) => each.rule === rule)
        .map((each) => ({ ...each, path: each.path.replaceAll('[0]', '') }));
    expect(findings(listed(broken) as StackJson)).toEqual(findings(broken));
  },
);

test('data sources are not judged, since they create nothing', () => {
  const kubernetes_service_v1 = { web: kubernetesService({ type: 'LoadBalancer' }) };
  const kubernetes_persistent_volume_claim_v1 = { a: claim({}, {}) };
  const data = { kubernetes_service_v1, kubernetes_persistent_volume_claim_v1 };
  expect(check(synthOf({ 'prod-services': { data } }))).toEqual([]);
});

test.each([
  [{ cpu: { cores: 2 }, memory: { dedicated: 2048 } }, undefined],
  [{ cpu: { cores: 1 }, memory: { dedicated: 2048 } }, '1 CPUs for 2'],
  [{ cpu: { cores: 2 }, memory: { dedicated: 1024 } }, '1 GiB of memory for 2'],
  [{ cpu: { cores: 2 } }, '0.5 GiB of memory for 2'],
  [{ memory: { dedicated: 2048 } }, '1 CPUs for 2'],
  [{ started: false }, undefined],
])('a machine under Proxmox VE has what it says: %j', (machine, value) => {
  const one = container({ resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } } });
  const stack = { ...web({ pod: { container: [one] } }), proxmox_virtual_environment_vm: { a: machine } };
  const found = check(synthOf({ 'prod-services': stack }));
  expect(found.find(({ rule }) => rule === 'pods/autoscaled-capacity')?.value).toBe(value);
});

test('what is only looked up is neither built nor a machine: no platform has to fit', () => {
  const { libvirt_domain, docker_image } = image('linux/arm64');
  for (const stack of [
    { libvirt_domain, data: { docker_image } },
    { docker_image, data: { libvirt_domain } },
    { libvirt_domain, docker_container: { web: { platform: 'linux/arm64' } } },
  ])
    expect(
      check(synthOf({ 'prod-services': stack })).filter(({ rule }) => rule === 'images/platform'),
    ).toEqual([]);
});

test('a rule is more severe in a protected environment', () => {
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
/** What a team's own policy finds, judged elsewhere. */
const ownOf = (synth: Synth): OwnJudgements => ({
  names: [untrusted.name],
  after: judgeBy([untrusted], synth),
  before: [],
});

test("a team's own rule runs with the built-in ones", () => {
  expect(check(synthOf(prod), { own: ownOf(synthOf(prod)) })).toEqual([
    expect.objectContaining({
      rule: 'team/registry',
      severity: 'error',
      path: 'prod-services/kubernetes_deployment_v1.web image',
    }),
  ]);
});

/** What is found where a rule in plain JavaScript answers this. */
const answering = (answer: unknown) =>
  judgeBy([{ ...untrusted, judge: () => answer } as unknown as Policy], synthOf(prod));

test.each([
  ['another text', 'non compliant', /but is another text/],
  ['nothing', undefined, /but is undefined/],
  ['a promise', Promise.resolve([]), /but is a promise/],
  ['one finding that is no list', { message: 'a', advice: 'b' }, /but is object/],
  ['a number as the value', [{ message: 'a', advice: 'b', value: 3 }], /all that it says as text/],
  ['no advice', [{ message: 'a' }], /must say `message` and `advice`/],
  ['a list of nothing', [undefined], /but is undefined/],
])('a rule that returns %s is refused by its name', (_what, answer, says) => {
  expect(() => answering(answer)).toThrow(InvalidInput);
  expect(() => answering(answer)).toThrow('team/registry must');
  expect(() => answering(answer)).toThrow(says);
});

test.each(['compliant', 'not applicable', []])('a rule may return %j', (answer) => {
  expect(answering(answer)).toEqual([]);
});

test('an exception is listed with its reason, and an unused exception is reported', () => {
  const at = 'prod-services/kubernetes_deployment_v1.web';
  const exceptions = [
    { rule: 'team/registry', at, reason: 'moves next week' },
    { rule: 'pods/limits', at, reason: 'was needed once' },
    { rule: 'pods/limit', at, reason: 'is mistaken' },
  ];
  const findings = check(synthOf(prod), { own: ownOf(synthOf(prod)), exceptions });
  expect(findings.map(({ rule, allowed, value }) => [rule, allowed, value])).toEqual([
    ['policies/unused-exception', undefined, 'an exception from pods/limit, but no policy has that name'],
    ['policies/unused-exception', undefined, 'an exception from pods/limits that nothing uses'],
    ['team/registry', 'moves next week', undefined],
  ]);
});

test('an exception for one resource does not apply to another whose name starts the same way', () => {
  const two = synthOf({
    'prod-services': { kubernetes_deployment_v1: { web: workload(), 'web-2': workload() } },
  });
  const exceptions = [
    { rule: 'team/registry', at: 'prod-services/kubernetes_deployment_v1.web', reason: 'one only' },
  ];
  const standing = check(two, { own: ownOf(two), exceptions }).filter(({ allowed }) => allowed === undefined);
  expect(standing.map(({ path }) => path)).toEqual(['prod-services/kubernetes_deployment_v1.web-2 image']);
});

test('an earlier violation is marked as known', () => {
  const broken = synthOf({ 'prod-services': web({ container: { image: 'r/web:latest' } }) });
  expect(check(broken, { before: broken }).map(({ known }) => known)).toEqual([true]);
  expect(check(broken, { before: synthOf(prod) }).map(({ known }) => known)).toEqual([false]);
});

test("an earlier violation of a team's own policy is marked as known, too", () => {
  const synth = synthOf(prod);
  const own = { ...ownOf(synth), before: ownOf(synth).after };
  expect(check(synth, { own, before: synth }).map(({ known }) => known)).toEqual([true]);
});

test("a team's own policy cannot reveal a secret, whatever it returns", () => {
  const leaky = synthOf({
    'prod-services': web({ container: { env: [{ name: 'DB_PASSWORD', value: 'zq-password-1' }] } }),
  });
  const told = {
    path: 'zq-password-1',
    message: 'must not be zq-password-1',
    value: 'zq-password-1',
    advice: 'zq-password-1',
  };
  const own = { names: [], before: [], after: [{ rule: 'team/leaks', severity: 'error', ...told }] } as const;
  expect(JSON.stringify(check(leaky, { own }))).not.toContain('zq-password-1');
});

test('a finding never shows a secret', () => {
  const leaky = web({
    container: { image: `user:zq-password-1@r/web`, env: [{ name: 'DB_PASSWORD', value: 'zq-password-1' }] },
  });
  const text = JSON.stringify(check(synthOf({ 'prod-services': leaky })));
  expect(text).toContain('images/digest');
  expect(text).not.toContain('zq-password-1');
});

describe('a text that is said to be no secret', () => {
  const said = [{ construct: 'dev-services/api', value: 'AKIAIOSFODNN7EXAMPLE', reason: 'an example' }];
  const stacks = {
    'dev-services': { kubernetes_config_map_v1: { api: { data: { id: 'AKIAIOSFODNN7EXAMPLE' } } } },
  };
  const of = (construct: string) =>
    check(
      synthOf(stacks, {
        stacks: {
          'dev-services': {
            environment: 'dev',
            state: 'a',
            dependsOn: [],
            resources: {
              'kubernetes_config_map_v1.api': { construct, file: null, protected: false },
            },
            notSecrets: said,
          },
        },
      }),
    );

  test('is reported with its reason, and is no secret in clear', () => {
    expect(of('dev-services/api/Files')).toEqual([
      expect.objectContaining({
        rule: 'secrets/not-secret',
        severity: 'note',
        path: 'dev-services dev-services/api',
        value: 'an example',
      }),
    ]);
  });

  test('is one in what another construct makes', () => {
    expect(of('dev-services/other').map(({ rule }) => rule)).toContain('secrets/in-clear');
  });
});
