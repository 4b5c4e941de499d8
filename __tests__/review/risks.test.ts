import { reviewSynths } from '../../review';
import {
  allowFrom,
  claim,
  CLOUD_CONFIG,
  DENY_ALL,
  ingress,
  kubernetesService,
  machine,
  statefulSet,
  workload,
} from './support/resources';
import { type StackJson, type StacksJson, synthOf } from './support/synth-of';

// What the corpus has no pair for: Terraform's actions say nothing of it, so that there is no plan to compare with.

/** What is told of the way from one state to the other. */
function told(before: StacksJson, after: StacksJson) {
  const { entries, verdict } = reviewSynths(synthOf(before), synthOf(after));
  return {
    outcome: verdict.outcome,
    reasons: entries.flatMap(({ risks }) => risks.map(({ reason }) => reason)).join('\n'),
    paths: entries.flatMap(({ rows }) => rows.map(({ path }) => path)),
  };
}

const ingressWith = (metadata: object): object => ({
  ...ingress(),
  metadata: { ...ingress().metadata, ...metadata },
});

const inProd = (before: StackJson, after: StackJson) =>
  told({ 'prod-services': before }, { 'prod-services': after });

describe('a key that every object has by default is treated like any other', () => {
  const labelled = (labels: string): StackJson => ({
    kubernetes_deployment_v1: {
      web: workload({ metadata: { labels: JSON.parse(labels) as object } }),
    },
  });

  test.each(['constructor', 'toString', 'valueOf', '__proto__'])('%s is added and removed', (name) => {
    const [without, having] = [labelled('{"a":"b"}'), labelled(`{"a":"b","${name}":"c"}`)];
    for (const [before, after] of [
      [without, having],
      [having, without],
    ] as const)
      expect(inProd(before, after)).toEqual({
        outcome: 'changes',
        reasons: '',
        paths: [`metadata.labels.${name}`],
      });
  });

  test.each(['constructor', '__proto__'])('%s is not a pod privilege', (name) => {
    const pod = (value: string) => ({ node_selector: JSON.parse(`{"${name}":"${value}"}`) as object });
    const web = (value: string) => ({ kubernetes_deployment_v1: { web: workload({ pod: pod(value) }) } });
    expect(inProd(web('a'), web('b'))).toMatchObject({ outcome: 'changes', reasons: 'rolls its pods' });
  });

  test.each(['constructor', '__proto__'])('a list under %s is compared', (name) => {
    const file = (value: string) => ({
      kubernetes_config_map_v1: {
        a: { data: JSON.parse(`{"${name}":[{"name":"x","v":"${value}"}]}`) as object },
      },
    });
    expect(inProd(file('1'), file('2')).paths).toEqual([`data.${name}[x].v`]);
  });
});

test.each([
  [
    'a file',
    'kubernetes_config_map_v1',
    (value: string) => ({ data: { host_port: value, privileged: value } }),
  ],
  [
    'a label',
    'kubernetes_deployment_v1',
    (value: string) => workload({ metadata: { labels: { privileged: value } } }),
  ],
])('%s with the name of a privilege is not one', (_what, type, json) => {
  expect(inProd({ [type]: { a: json('false') } }, { [type]: { a: json('true') } })).toMatchObject({
    outcome: 'changes',
    reasons: '',
  });
});

test.each(['memory', 'cpu', 'vcpu', 'size'])('an entry of a file that is called %s is no size', (name) => {
  const file = (value: string) => ({ kubernetes_config_map_v1: { a: { data: { [name]: value } } } });
  expect(inProd(file('1'), file('2'))).toMatchObject({ outcome: 'changes', reasons: '' });
  const machines = (value: number) => ({ other_machine: { a: { [name]: value } } });
  expect(inProd(machines(1), machines(2)).reasons).toContain(`has another size: ${name}`);
});

test('of several environments, the worst risk is told first, whichever has it', () => {
  const web = (replicas: string, privileged: boolean) => ({
    kubernetes_deployment_v1: {
      web: workload({ spec: { replicas }, container: { security_context: { privileged } } }),
    },
  });
  const { entries } = reviewSynths(
    synthOf({ 'dev-services': web('1', false), 'staging-services': web('1', false) }),
    synthOf({ 'dev-services': web('2', false), 'staging-services': web('2', true) }),
  );
  expect(entries.map(({ risks }) => risks.map(({ level, environments }) => [level, environments]))).toEqual([
    [
      ['privileges', ['staging']],
      ['capacity', ['dev', 'staging']],
      ['rest', ['staging']],
    ],
  ]);
});

test('an account whose token will be mounted into pods grants more', () => {
  const account = (automount_service_account_token: boolean) => ({
    kubernetes_service_account_v1: { web: { automount_service_account_token } },
  });
  expect(inProd(account(false), account(true))).toMatchObject({
    outcome: 'approval',
    reasons: expect.stringContaining('grants more: automount_service_account_token') as string,
  });
});

describe('access from outside', () => {
  const service = (spec: object, type = 'kubernetes_service_v1'): StackJson => ({
    [type]: { web: kubernetesService(spec) },
  });
  const policy = (spec: object): StackJson => ({
    kubernetes_network_policy_v1: { web: { ...DENY_ALL, spec: { policy_types: ['Ingress'], ...spec } } },
  });
  const web = { pod_selector: { match_labels: { app: 'web' } } };
  const from = (cidr: string) => policy({ ...web, ingress: { from: [{ ip_block: [{ cidr }] }] } });
  /** An ingress that leads to a port by its number. */
  const led = (name: string, number: number): StackJson => ({
    ...service({ port: [{ name, port: number, protocol: 'TCP' }] }),
    kubernetes_ingress_v1: {
      web: ingress({
        rule: [
          {
            host: 'example.com',
            http: { path: [{ path: '/', backend: { service: { name: 'web', port: { number } } } }] },
          },
        ],
      }),
    },
  });
  /** An ingress without TLS, for a reason. */
  const plain = (reason: string): StackJson => {
    const { metadata, spec } = ingress({ tls: [] });
    const annotations = { 'slipway/plain-http-reason': reason };
    return { kubernetes_ingress_v1: { web: { metadata: { ...metadata, annotations }, spec } } };
  };
  const few = { kubernetes_network_policy_v1: { web: allowFrom('a') } };

  test.each<[string, StackJson, StackJson, 'approval' | 'changes', RegExp]>([
    [
      'a new service with addresses outside',
      {},
      service({ external_ips: ['192.0.2.1'] }),
      'approval',
      /outside/,
    ],
    ['a new service without any', {}, service({ external_ips: [] }), 'changes', /^$/],
    [
      'a spec that comes as a whole',
      { kubernetes_service_v1: { web: {} } },
      service({ external_ips: ['192.0.2.1'] }),
      'approval',
      /other addresses/,
    ],
    [
      'a service that remembers its clients and is reached as before',
      service({ session_affinity: 'None' }),
      service({ session_affinity: 'ClientIP' }),
      'changes',
      /^leads a visitor to the same pod each time, from now on /,
    ],
    [
      'an ingress to the same port by another number',
      led('http', 8080),
      led('http', 8090),
      'changes',
      /^leads example\.com\/ to web:8090 from now on$/m,
    ],
    [
      'an ingress to another port of the same service',
      led('http', 8080),
      led('admin', 8090),
      'approval',
      /^leads example\.com\/ to web:8090 from now on$/m,
    ],
    [
      'an ingress that gets TLS, and no longer needs a reason to have none',
      plain('reached from inside only'),
      { kubernetes_ingress_v1: { web: ingress() } },
      'changes',
      /^serves with TLS what had none$/,
    ],
    [
      'an ingress that says why it has no TLS any more',
      { kubernetes_ingress_v1: { web: ingress() } },
      plain('reached from inside only'),
      'approval',
      /^serves without TLS what had it$/,
    ],
    [
      'an ingress by another controller',
      { kubernetes_ingress_v1: { web: ingress() } },
      { kubernetes_ingress_v1: { web: ingress({ ingress_class_name: 'other' }) } },
      'approval',
      /^changes how clients outside are let in \(ingress_class_name\)$/,
    ],
    [
      'an ingress with another annotation',
      { kubernetes_ingress_v1: { web: ingress() } },
      { kubernetes_ingress_v1: { web: ingressWith({ annotations: { 'other.io/a': 'b' } }) } },
      'approval',
      /^changes how clients outside are let in \(other\.io\/a\)$/,
    ],
    [
      'an ingress with an annotation for people',
      { kubernetes_ingress_v1: { web: ingress() } },
      { kubernetes_ingress_v1: { web: ingressWith({ annotations: { owner: 'b' } }) } },
      'changes',
      /^$/,
    ],
    [
      'an ingress with another label',
      { kubernetes_ingress_v1: { web: ingress() } },
      { kubernetes_ingress_v1: { web: ingressWith({ labels: { a: 'b' } }) } },
      'changes',
      /^$/,
    ],
    [
      'a load balancer for other clients',
      service({ type: 'LoadBalancer', load_balancer_source_ranges: ['192.0.2.0/24'] }),
      service({ type: 'LoadBalancer', load_balancer_source_ranges: ['198.51.100.0/24'] }),
      'approval',
      /^lets 198\.51\.100\.0\/24 in\nno longer lets 192\.0\.2\.0\/24 in$/,
    ],
    [
      'a service that leads elsewhere',
      service({ selector: { app: 'web' } }),
      service({ selector: { app: 'other' } }),
      'changes',
      /^leads to other pods$/,
    ],
    [
      'a service with another port',
      service({}),
      service({ port: [{ name: 'http', port: 8081, protocol: 'TCP' }] }),
      'changes',
      /^answers on other ports$/,
    ],
    [
      'a service of the name of before',
      service({}, 'kubernetes_service'),
      service({ type: 'NodePort' }, 'kubernetes_service'),
      'approval',
      /as NodePort/,
    ],
    [
      'a policy that lets everybody in',
      {},
      policy({ ...web, ingress: [{}] }),
      'approval',
      /^any address may reach web, every port$/m,
    ],
    [
      'one empty block',
      few,
      policy({ ...web, ingress: {} }),
      'approval',
      /^any address may reach web, every port$/m,
    ],
    ['everybody by address', few, from('0.0.0.0/0'), 'approval', /^any address may reach web, every port$/m],
    [
      'everybody by the longer address',
      few,
      from('::/0'),
      'approval',
      /^any address may reach web, every port$/m,
    ],
    ['one network', few, from('10.0.0.0/8'), 'changes', /^10\.0\.0\.0\/8 may reach web, every port$/m],
    [
      'everybody, as before',
      from('0.0.0.0/0'),
      policy({ ...web, ingress: [{}] }),
      'changes',
      /changes which traffic is allowed/,
    ],
    [
      'everybody, by a policy that is about going out',
      {},
      policy({ ...web, policy_types: ['Egress'], ingress: [{}] }),
      'changes',
      /^(?!.*any address)/,
    ],
    [
      'a label of a policy, which lets nobody in or out',
      few,
      {
        kubernetes_network_policy_v1: {
          web: { ...allowFrom('a'), metadata: { ...allowFrom('a').metadata, labels: { team: 'shop' } } },
        },
      },
      'changes',
      /^$/,
    ],
    [
      'a denial of every pod that leaves its selector out',
      policy({ pod_selector: null }),
      {},
      'approval',
      /no longer denies/,
    ],
    [
      'a denial of some pods',
      policy({ pod_selector: { match_labels: { app: 'web' } } }),
      {},
      'approval',
      /^no longer denies what no other policy allows to web \(what comes in\)$/,
    ],
    [
      'a denial of every pod that is written out',
      policy({ pod_selector: [{ match_labels: {} }] }),
      {},
      'approval',
      /no longer denies/,
    ],
  ])('%s', (_what, before, after, outcome, says) => {
    const { reasons, ...rest } = inProd(before, after);
    expect(rest.outcome).toBe(outcome);
    expect(reasons).toMatch(says);
  });

  test('without protection, nobody has to approve', () => {
    const open = policy({ ...web, ingress: [{}] });
    expect(told({ 'dev-base': few }, { 'dev-base': open }).outcome).toBe('changes');
  });
});

describe('who may log in to a machine', () => {
  const withFiles = (...contents: readonly string[]) =>
    `${CLOUD_CONFIG}write_files:\n${contents.map((text) => `  - path: /etc/a\n    content: ${text}\n`).join('')}`;
  const disk = (user_data: string): StackJson => ({
    libvirt_cloudinit_disk: { a: machine({ userData: user_data }).libvirt_cloudinit_disk['nodes-0'] },
  });
  const file = (args: object): StackJson => ({
    proxmox_virtual_environment_file: { a: { node_name: 'a', ...args } },
  });

  test.each<[string, StackJson, StackJson, boolean]>([
    ['files that nothing tells apart', disk(withFiles('a', 'b')), disk(withFiles('a', 'c')), true],
    ['one file that has to do with no login', disk(withFiles('a')), disk(withFiles('b')), false],
    ['a key that only ends like one', disk(CLOUD_CONFIG), disk(`${CLOUD_CONFIG}final_user: a\n`), false],
    ['a command', disk(CLOUD_CONFIG), disk(`${CLOUD_CONFIG}runcmd: [useradd eve]\n`), true],
    ['an early command', disk(`${CLOUD_CONFIG}bootcmd: [a]\n`), disk(`${CLOUD_CONFIG}bootcmd: [b]\n`), true],
    [
      'files of which one has',
      disk(CLOUD_CONFIG),
      disk(`${CLOUD_CONFIG}write_files: [{ path: /etc/sudoers, content: a }]\n`),
      true,
    ],
    ['cloud-init that comes with its block', file({}), file({ source_raw: { data: CLOUD_CONFIG } }), true],
    ['a new machine', {}, file({ source_raw: { data: CLOUD_CONFIG } }), false],
  ])('%s', (_what, before, after, changes) => {
    expect(/who may log in/.test(inProd(before, after).reasons)).toBe(changes);
  });
});

describe('what holds data', () => {
  const CLAIM = 'kubernetes_persistent_volume_claim_v1';
  const host = (name: string) => ({ kubernetes: [{ host: name }] });
  /** A claim that one stack lets go of and another takes in, which looks at the host given. */
  const handedTo = (name: string) =>
    told(
      {
        'dev-services': { provider: host('a'), [CLAIM]: { data: claim({}, {}) } },
        'dev-data': { provider: host(name) },
      },
      {
        'dev-services': {
          provider: host('a'),
          removed: [{ from: `${CLAIM}.data`, lifecycle: [{ destroy: false }] }],
        },
        'dev-data': {
          provider: host(name),
          [CLAIM]: { data: claim({}, {}) },
          import: { to: `${CLAIM}.data`, id: 'small-prod/store-data' },
        },
      },
    );

  test('an import that is written as a single object counts', () => {
    expect(handedTo('a')).toMatchObject({
      outcome: 'changes',
      reasons: expect.stringContaining('for that of dev-data') as string,
    });
  });

  test('no stack can import what another host or cluster has', () => {
    expect(handedTo('b')).toMatchObject({
      outcome: 'approval',
      reasons: expect.stringContaining('connects to another host or cluster') as string,
    });
  });

  const vm = (started: unknown) => ({ proxmox_virtual_environment_vm: { a: { vm_id: 1, started } } });
  const pushed = (keep_remotely: unknown) => ({
    docker_registry_image: { a: { name: 'r/a:1', keep_remotely } },
  });
  test.each<[string, StackJson, RegExp]>([
    ['a machine that is off, as text', vm('false'), /the data that it holds/],
    ['an image that is kept, as text', pushed('true'), /^(?!.*registry)/],
    [
      'a claim of the name of before',
      { kubernetes_persistent_volume_claim: { a: claim({}, {}) } },
      /the data that it holds/,
    ],
    [
      'a namespace of the name of before',
      { kubernetes_namespace: { a: { metadata: { name: 'a' } } } },
      /everything in the namespace/,
    ],
    [
      'a root disk that names its base',
      { libvirt_volume: { a: { name: 'a', base_volume_name: 'base' } } },
      /^(?!.*data that it holds)/,
    ],
    [
      'an empty disk whose source is null',
      { libvirt_volume: { a: { name: 'a', source: null } } },
      /the data that it holds/,
    ],
    [
      'a running machine with an empty disk of its own',
      { proxmox_virtual_environment_vm: { a: { vm_id: 1, disk: [{ interface: 'scsi0', size: 10 }] } } },
      /the data that it holds/,
    ],
    [
      'a stateful set whose claims stay',
      { kubernetes_stateful_set_v1: { a: statefulSet() } },
      /the claims that it made stay/,
    ],
    [
      'a claim that is only looked at',
      { data: { [CLAIM]: { a: claim({}, {}) } } },
      /^(?!.*data that it holds)/,
    ],
  ])('removing %s is reported', (_what, stack, says) => {
    expect(inProd(stack, {}).reasons).toMatch(says);
  });
});

describe('the number of instances of a resource', () => {
  const CLAIM = 'kubernetes_persistent_volume_claim_v1';
  const counted = (args: object): StackJson => ({ [CLAIM]: { a: { ...claim({}, {}), ...args } } });
  test.each<[string, object, object, boolean]>([
    ['more than memory holds', { count: 1e9 }, { count: 2e9 }, false],
    ['fewer, as text', { count: '12' }, { count: 9 }, true],
    ['one, which has no number', {}, { count: 2 }, false],
    ['a number that becomes names', { count: 1 }, { for_each: { 0: 'a' } }, true],
    ['none that becomes names', { count: 0 }, { for_each: ['a'] }, false],
    ['a number that becomes an expression', { count: 3 }, { count: '${var.count}' }, false],
    ['names that become a number', { for_each: ['0'] }, { count: 3 }, true],
    ['what is no number', { count: 1 }, { count: { toString: [1] } }, false],
    ['what is no name', { for_each: ['a'] }, { for_each: [{ toString: [1] }] }, true],
  ])('%s', (_what, before, after, fewer) => {
    expect(/the removed ones are destroyed/.test(inProd(counted(before), counted(after)).reasons)).toBe(
      fewer,
    );
  });
});

test('where only Terraform knows how many there will be, only a plan tells which are destroyed', () => {
  const counted = (count: unknown): StackJson => ({ libvirt_network: { a: { name: 'a', count } } });
  for (const [before, after] of [
    [3, '${var.count}'],
    ['${var.count}', 3],
    ['${var.one}', '${var.other}'],
  ])
    expect(inProd(counted(before), counted(after)).reasons).toContain('only a plan tells');
});

test('to take a role away grants nothing; to give or to change one does', () => {
  const role = (verbs: readonly string[]): StackJson => ({
    kubernetes_role_v1: { a: { rule: [{ verbs, resources: ['pods'] }] } },
  });
  for (const after of [{}, role(['get'])])
    expect(inProd(role(['get', 'delete']), after)).toMatchObject({
      outcome: 'changes',
      reasons: expect.stringMatching(/no longer grants (get, )?delete on pods/) as string,
    });
  for (const before of [{}, role(['get'])])
    expect(inProd(before, role(['get', 'delete']))).toMatchObject({
      outcome: 'approval',
      reasons: expect.stringMatching(/^grants more: (get, )?delete on pods$/m) as string,
    });
});

describe('what disappears in one place and appears in another', () => {
  test('under the same address is one thing within an environment, whatever it says now', () => {
    const of = (size: number) => ({ libvirt_volume: { a: { name: 'same', pool: 'default', size } } });
    const reasons = (environment: string) =>
      told(
        { 'dev-base': of(16), [`${environment}-services`]: {} },
        { 'dev-base': {}, [`${environment}-services`]: of(32) },
      ).reasons;
    expect(reasons('dev')).toContain('dev-services');
    expect(reasons('staging')).not.toContain('staging-services');
  });

  const disk = { name: 'same', pool: 'default', size: 16 };
  const moved = (from: string, to: string, kept: boolean) =>
    told(
      { [from]: { libvirt_volume: { old: disk } }, [to]: {} },
      { ...(kept && { [from]: {} }), [to]: { libvirt_volume: { new: disk } } },
    ).reasons;

  test('with the same content is one thing within an environment', () => {
    expect(moved('dev-base', 'dev-services', true)).toContain('dev-services');
  });

  test('in another environment only looks alike, unless its whole stack is gone', () => {
    expect(moved('dev-base', 'staging-base', true)).not.toContain('staging-base');
    expect(moved('dev-base', 'staging-base', false)).toContain('staging-base');
  });
});
