import { grantsMore } from '../../review/risk/rules/privilege-words';
import { reviewSynths } from '../../review';
import { container, kubernetesService, ingress, workload } from './support/resources';
import { type StackJson, synthOf } from './support/synth-of';

// Every privilege of pods, each way that a change may go, and what a new container or workload brings.

const reasons = (before: StackJson, after: StackJson): readonly string[] =>
  reviewSynths(synthOf({ 'prod-a': before }), synthOf({ 'prod-a': after })).entries.flatMap(({ risks }) =>
    risks.map(({ reason }) => reason),
  );

/** An object with a value at a path; nothing where the value is undefined. */
const within = (path: string, value: unknown): object =>
  value === undefined
    ? {}
    : (path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object);

const deployment = (spec: object): StackJson => ({ kubernetes_deployment_v1: { web: spec } });
const ofContainer = (path: string) => (value: unknown) =>
  deployment(
    workload({
      pod: { container: [{ name: 'web', image: 'web', ...within(path, value) }], security_context: {} },
    }),
  );
const ofPod = (path: string) => (value: unknown) =>
  deployment(workload({ pod: { container: [{ name: 'web', image: 'web' }], ...within(path, value) } }));

type Pair = readonly [before: unknown, after: unknown];
const ON_OFF: readonly [readonly Pair[], readonly Pair[]] = [
  [
    [undefined, true],
    [false, true],
    [false, 'true'],
  ],
  [
    [true, false],
    [true, undefined],
    [undefined, false],
  ],
];
const OFF_ON: readonly [readonly Pair[], readonly Pair[]] = [
  [
    [true, false],
    [true, undefined],
  ],
  [
    [false, true],
    [undefined, true],
    [undefined, false],
  ],
];

describe.each<
  [argument: string, of: (value: unknown) => StackJson, more: readonly Pair[], notMore: readonly Pair[]]
>([
  ['privileged', ofContainer('security_context.privileged'), ...ON_OFF],
  ['host_network', ofPod('host_network'), ...ON_OFF],
  ['host_pid', ofPod('host_pid'), ...ON_OFF],
  ['host_ipc', ofPod('host_ipc'), ...ON_OFF],
  ['run_as_non_root', ofContainer('security_context.run_as_non_root'), ...OFF_ON],
  ['read_only_root_filesystem', ofContainer('security_context.read_only_root_filesystem'), ...OFF_ON],
  [
    'allow_privilege_escalation',
    ofContainer('security_context.allow_privilege_escalation'),
    [
      [false, true],
      [false, undefined],
    ],
    [
      [true, false],
      [undefined, false],
      [undefined, true],
    ],
  ],
  [
    'automount_service_account_token',
    ofPod('automount_service_account_token'),
    [
      [false, true],
      [false, undefined],
    ],
    [
      [true, false],
      [undefined, false],
    ],
  ],
  [
    'run_as_user',
    ofContainer('security_context.run_as_user'),
    [
      ['1000', '0'],
      [1000, 0],
      [undefined, 0],
      ['1000', undefined],
    ],
    [
      ['0', '1000'],
      ['0', undefined],
      [undefined, '1000'],
    ],
  ],
  ['share_process_namespace', ofPod('share_process_namespace'), [[undefined, true]], [[true, undefined]]],
  ['host_users', ofPod('host_users'), [[false, undefined]], [[undefined, false]]],
  ['runtime_class_name', ofPod('runtime_class_name'), [['gvisor', undefined]], []],
  [
    'supplemental_groups',
    ofPod('security_context.supplemental_groups'),
    [[[1000], [1000, 0]]],
    [[[1000, 0], [1000]]],
  ],
  ['run_as_group', ofContainer('security_context.run_as_group'), [['1000', '0']], [['0', '1000']]],
  [
    'seccomp_profile.type',
    ofContainer('security_context.seccomp_profile.type'),
    [
      ['RuntimeDefault', 'Unconfined'],
      ['RuntimeDefault', undefined],
    ],
    [
      ['Unconfined', 'RuntimeDefault'],
      [undefined, 'RuntimeDefault'],
    ],
  ],
  [
    'capabilities.add',
    ofContainer('security_context.capabilities.add'),
    [
      [undefined, ['NET_ADMIN']],
      [['NET_ADMIN'], ['NET_ADMIN', 'SYS_TIME']],
    ],
    [
      [['NET_ADMIN'], undefined],
      [['NET_ADMIN', 'SYS_TIME'], ['NET_ADMIN']],
    ],
  ],
  [
    'capabilities.drop',
    ofContainer('security_context.capabilities.drop'),
    [
      [['ALL'], undefined],
      [['ALL', 'NET_RAW'], ['ALL']],
    ],
    [
      [undefined, ['ALL']],
      [['ALL'], ['ALL', 'NET_RAW']],
    ],
  ],
  [
    'service_account_name',
    ofPod('service_account_name'),
    [
      ['a', 'b'],
      [undefined, 'b'],
    ],
    [
      ['a', undefined],
      ['a', 'default'],
    ],
  ],
])('%s', (argument, of, more, notMore) => {
  const said = grantsMore(argument);

  const pairs = [
    ...more.map(([before, after]) => [before, after, 'more'] as const),
    ...notMore.map(([before, after]) => [before, after, 'no more'] as const),
  ];

  test.each(pairs)('from %j to %j grants %s', (before, after, how) => {
    const told = reasons(of(before), of(after));
    expect(told.includes(said)).toBe(how === 'more');
    expect(told.includes(`changes privileges: ${argument}`)).toBe(how === 'no more');
  });
});

test.each([
  ['run_as_user', 1000],
  ['seccomp_profile.type', 'RuntimeDefault'],
])('%s of a container is that of its pod where it says nothing', (argument, value) => {
  const web = (container: unknown, pod: unknown) =>
    deployment(
      workload({
        pod: {
          container: [{ name: 'web', image: 'web', ...within(`security_context.${argument}`, container) }],
          security_context: {},
          ...within(`security_context.${argument}`, pod),
        },
      }),
    );
  const isMore = (before: StackJson, after: StackJson): boolean =>
    reasons(before, after).includes(grantsMore(argument));
  expect(isMore(web(value, undefined), web(undefined, value))).toBe(false);
  expect(isMore(web(undefined, value), web(value, undefined))).toBe(false);
  expect(isMore(web(value, value), web(undefined, value))).toBe(false);
  expect(isMore(web(value, value), web(undefined, undefined))).toBe(true);
  expect(isMore(web(undefined, value), web(undefined, undefined))).toBe(true);
});

describe('what comes with a new container', () => {
  const withSidecar = (context: object | undefined, more: object = {}) =>
    deployment(
      workload({
        pod: {
          container: [
            { name: 'web', image: 'web' },
            ...(context === undefined
              ? []
              : [{ name: 'side', image: 'side', security_context: context, ...more }]),
          ],
        },
      }),
    );
  const privileges = (before: StackJson, after: StackJson) =>
    reasons(before, after).filter((reason) => /privileges|grants/.test(reason));

  test.each<[object, readonly string[]]>([
    [{ privileged: true }, ['privileged']],
    [{ privileged: false }, []],
    [{ run_as_non_root: true }, []],
    [{ run_as_non_root: false }, ['run_as_non_root']],
    [{ read_only_root_filesystem: false }, ['read_only_root_filesystem']],
    [{ allow_privilege_escalation: true }, ['allow_privilege_escalation']],
    [{ allow_privilege_escalation: false }, []],
    [{ run_as_user: '0' }, ['run_as_user']],
    [{ run_as_user: '1000' }, []],
    [{ capabilities: { add: ['NET_ADMIN'] } }, ['capabilities.add']],
    [{ capabilities: { drop: ['ALL'] } }, []],
    [{ seccomp_profile: { type: 'Unconfined' } }, ['seccomp_profile.type']],
    [{ seccomp_profile: { type: 'RuntimeDefault' } }, []],
  ])('%j', (context, granted) => {
    const said = granted.map((argument) => grantsMore(argument));
    expect(privileges(withSidecar(undefined), withSidecar(context))).toEqual(said);
    // The same in a workload that is new as a whole.
    expect(privileges({}, withSidecar(context))).toEqual(expect.arrayContaining(said));
    expect(privileges({}, withSidecar(context)).length).toBe(said.length);
  });

  test('goes with it, and grants nothing', () => {
    expect(
      privileges(withSidecar({ privileged: true, run_as_non_root: true }), withSidecar(undefined)),
    ).toEqual([]);
  });

  test('is a port or a path of the host', () => {
    const port = (host_port?: number) =>
      withSidecar({}, { port: [{ container_port: 80, ...(host_port && { host_port }) }] });
    expect(privileges(port(), port(80))).toEqual([grantsMore('host_port')]);
    expect(privileges(port(80), port())).toEqual(['changes privileges: host_port']);
    expect(privileges(withSidecar(undefined), port(80))).toEqual([grantsMore('host_port')]);
    const volume = (path?: string) =>
      deployment(
        workload({
          pod: {
            volume: [{ name: 'v', ...(path === undefined ? { empty_dir: {} } : { host_path: { path } }) }],
          },
        }),
      );
    expect(privileges(volume(), volume('/'))).toEqual([grantsMore('host_path.path')]);
    expect(privileges(volume('/a'), volume('/b'))).toEqual([grantsMore('host_path.path')]);
    expect(privileges(volume('/a'), volume())).toEqual(['changes privileges: host_path.path']);
  });

  test('is a mount that the container may make for its host', () => {
    const mount = (mount_propagation?: string) =>
      withSidecar(
        {},
        { volume_mount: [{ name: 'v', mount_path: '/v', ...(mount_propagation && { mount_propagation }) }] },
      );
    expect(privileges(mount(), mount('Bidirectional'))).toEqual([grantsMore('mount_propagation')]);
    expect(privileges(mount('HostToContainer'), mount('Bidirectional'))).toEqual([
      grantsMore('mount_propagation'),
    ]);
    expect(privileges(mount('Bidirectional'), mount('HostToContainer'))).toEqual([
      'changes privileges: mount_propagation',
    ]);
    expect(privileges(withSidecar(undefined), mount('Bidirectional'))).toContain(
      grantsMore('mount_propagation'),
    );
  });
});

describe('a rollout', () => {
  const web = (spec: object, more: object = {}) => deployment(workload({ spec, container: more }));
  const recreate = { strategy: { type: 'Recreate' } };
  const OUTAGE =
    'stops all its pods before new ones start, from now on: each rollout is an outage (Recreate)';
  const AT_ONCE = 'restarts all its pods at once (Recreate): it is down meanwhile';

  test.each<[string, StackJson, StackJson, readonly string[]]>([
    ['of another image', web({}), web({}, { image: 'other' }), ['rolls its pods']],
    ['that is to be an outage from now on', web({}), web(recreate), [OUTAGE]],
    ['that is no outage any more', web(recreate), web({}), []],
    ['that is an outage, as before', web(recreate), web(recreate, { image: 'other' }), [AT_ONCE]],
    ['that becomes one at once', web({}), web(recreate, { image: 'other' }), [OUTAGE, AT_ONCE]],
    [
      'that is left to others',
      { kubernetes_deployment_v1: { web: { ...workload(), lifecycle: { ignore_changes: ['spec'] } } } },
      {
        kubernetes_deployment_v1: {
          web: { ...workload({ container: { image: 'other' } }), lifecycle: { ignore_changes: ['spec'] } },
        },
      },
      [],
    ],
  ])('%s', (_, before, after, said) => {
    const told = reasons(before, after).filter((reason) => /rolls|Recreate/.test(reason));
    expect(told).toEqual(said);
  });

  test('loses what keeps visitors from noticing it', () => {
    const probe = { readiness_probe: { http_get: { path: '/' } } };
    const hook = { lifecycle: { pre_stop: { exec: { command: ['sleep', '5'] } } } };
    const lost = (before: object, after: object) =>
      reasons(web({}, before), web({}, after)).filter((reason) => reason.startsWith('loses'));
    expect(lost({ ...probe, ...hook }, {})).toEqual([
      'loses the readiness probe of web: visitors reach pods that are not ready',
      'loses preStop of web: pods end while requests still reach them',
    ]);
    expect(lost({ ...probe, ...hook }, { ...probe, ...hook, image: 'other' })).toEqual([]);
    expect(lost({ ...probe, ...hook }, hook)).toEqual([
      'loses the readiness probe of web: visitors reach pods that are not ready',
    ]);
    expect(lost({}, probe)).toEqual([]);
    const gone = deployment(workload({ pod: { container: [container({ name: 'other' })] } }));
    expect(reasons(web({}, probe), gone).filter((reason) => reason.startsWith('loses'))).toEqual([]);
  });
});

describe('what an ingress lets in', () => {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const rule = (host: string | undefined, ...paths: readonly string[]) => ({
    ...(host === undefined ? {} : { host }),
    http: { path: paths.map((path) => ({ ...(path === '' ? {} : { path }), backend })) },
  });
  const having = (spec: object) => ({ kubernetes_ingress_v1: { web: ingress({ tls: [], ...spec }) } });
  const one = having({ rule: [rule('a.example.com', '/')] });

  test.each<[string, object, string]>([
    ['a host', { rule: [rule('a.example.com', '/')] }, 'a.example.com/'],
    ['several paths', { rule: [rule('a.example.com', '/x', '/y')] }, 'a.example.com/x, a.example.com/y'],
    ['no path', { rule: [rule('a.example.com')] }, 'a.example.com/'],
    ['an empty path', { rule: [rule('a.example.com', '')] }, 'a.example.com/'],
    ['any host', { rule: [rule(undefined, '/x')] }, 'any host/x'],
    ['what is not said', { rule: [], default_backend: backend }, 'any host/'],
    ['what is not said, as it was written before', { rule: [], backend }, 'any host/'],
    ['nothing but its class', { rule: [] }, ''],
  ])('%s', (_, spec, places) => {
    const at = places === '' ? '' : ` at ${places}`;
    expect(reasons({}, having(spec))).toContain(`lets the outside in${at}`);
    expect(reasons(having(spec), {})).toContain(`no longer lets the outside in${at}`);
  });

  test('at more places, or at fewer', () => {
    const two = having({ rule: [rule('a.example.com', '/'), rule('b.example.com', '/')] });
    expect(reasons(one, two)).toContain('lets the outside in at b.example.com/ as well');
    expect(reasons(two, one)).toContain('no longer lets the outside in at b.example.com/');
  });

  test('without the TLS that it had', () => {
    const rules = { rule: [rule('a.example.com', '/'), rule('b.example.com', '/')] };
    const tls = (...hosts: readonly string[]) => having({ ...rules, tls: [{ hosts, secret_name: 'tls' }] });
    const said = 'serves without TLS what had it';
    expect(reasons(tls('a.example.com', 'b.example.com'), tls('b.example.com'))).toContain(said);
    expect(reasons(tls('b.example.com'), tls('a.example.com', 'b.example.com'))).not.toContain(said);
    const gone = having({ rule: [rule('b.example.com', '/')], tls: [{ hosts: ['b.example.com'] }] });
    expect(reasons(tls('a.example.com', 'b.example.com'), gone)).not.toContain(said);
  });

  test('through a service says as much of its type', () => {
    const service = (type: string) => ({ kubernetes_service_v1: { web: kubernetesService({ type }) } });
    const outside = (type: string) => `is reached from outside the cluster, as ${type}`;
    for (const type of ['NodePort', 'LoadBalancer'])
      expect(reasons(service('ClusterIP'), service(type))).toContain(outside(type));
    const name = 'service.beta.kubernetes.io/aws-load-balancer-internal';
    const web = kubernetesService({ type: 'LoadBalancer' });
    const kept = { ...web, metadata: { ...web.metadata, annotations: { [name]: 'true' } } };
    expect(reasons(service('ClusterIP'), { kubernetes_service_v1: { web: kept } })).toContain(
      `${outside('LoadBalancer')}, which ${name} keeps inside its network`,
    );
    expect(reasons(service('NodePort'), service('ClusterIP')).join()).not.toContain('as ClusterIP');
  });
});
