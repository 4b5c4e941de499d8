import { Namespace } from '../../../constructs/namespace';
import {
  addCapabilities,
  type Capability,
  external,
  hostPath,
  noProbe,
  onHostNetwork,
  onHostPort,
  runsAsRoot,
  runsPrivileged,
  ScheduledWorkload,
  seesHostProcesses,
  Workload,
  type WorkloadSpec,
  writableRoot,
} from '../../../constructs/workload';
import { addressOf } from '../../../constructs/workload/interpolated';
import { BASICS, containerOf, podOf, problemsOf, props, synthApi } from './a-workload';
import { synthKubernetes } from './synth-kubernetes';

const annotationsOf = (changes: Partial<WorkloadSpec>): any => {
  const resource = synthApi(changes);
  return (resource.kubernetes_deployment_v1 ?? resource.kubernetes_daemon_set_v1).api.metadata.annotations;
};
const root = runsAsRoot('the entrypoint becomes redis');
const agent = { kind: 'daemonSet', replicas: undefined } as const;

describe('root', () => {
  const changes = { user: root, capabilities: addCapabilities(['SETUID', 'CHOWN'], 'for ${gosu}') };
  const resource = synthApi(changes);

  test('is the user, in the pod and in the container, and keeps the capabilities that it needs', () => {
    expect(podOf(resource).security_context).toMatchObject({
      run_as_non_root: false,
      run_as_user: '0',
      run_as_group: '0',
      fs_group: '0',
    });
    expect(containerOf(resource).security_context).toEqual({
      allow_privilege_escalation: false,
      capabilities: { add: ['CHOWN', 'SETUID'], drop: ['ALL'] },
      privileged: false,
      read_only_root_filesystem: true,
      run_as_non_root: false,
    });
  });

  test('says why beside the pods, where a better reason restarts none', () => {
    expect(annotationsOf(changes)).toEqual({
      'slipway/runs-as-root': 'the entrypoint becomes redis',
      'slipway/added-capabilities': 'for $${gosu}',
    });
    expect(resource.kubernetes_deployment_v1.api.spec.template.metadata).not.toHaveProperty('annotations');
  });
});

test('the groups of the process and of its volumes may differ from the user', () => {
  expect(podOf(synthApi({ user: 999, group: 0 })).security_context).toMatchObject({
    run_as_user: '999',
    run_as_group: '0',
    fs_group: '0',
  });
  expect(podOf(synthApi({ group: 1000, fsGroup: 2000 })).security_context).toMatchObject({
    run_as_user: '10001',
    run_as_group: '1000',
    fs_group: '2000',
  });
});

test('the file system is writable for a reason', () => {
  const changes = { rootFilesystem: writableRoot('unpacks plugins') };
  expect(containerOf(synthApi(changes)).security_context.read_only_root_filesystem).toBe(false);
  expect(annotationsOf(changes)).toEqual({ 'slipway/writable-root': 'unpacks plugins' });
});

test('a privileged container may gain privileges, as Kubernetes demands', () => {
  expect(
    containerOf(synthApi({ privileged: runsPrivileged('loads modules') })).security_context,
  ).toMatchObject({
    allow_privilege_escalation: true,
    privileged: true,
  });
});

describe('a port below 1024', () => {
  test('is open to any user in the pod’s own network', () => {
    const pod = podOf(synthApi({ ports: { http: 80, metrics: 9090, https: 443 } }));
    expect(pod.security_context.sysctl).toEqual([
      { name: 'net.ipv4.ip_unprivileged_port_start', value: '80' },
    ]);
    expect(pod.security_context.run_as_user).toBe('10001');
  });

  test('needs root with the capability on the network of the node', () => {
    const low = { ...agent, ports: { http: 80 }, hostNetwork: onHostNetwork('serves the node') };
    expect(problemsOf(low)).toEqual(['workload/port-privileged .ports.http']);
    const bind = addCapabilities(['NET_BIND_SERVICE'], 'serves port 80');
    expect(problemsOf({ ...low, user: root, capabilities: bind })).toEqual([]);
    expect(podOf(synthApi({ ...low, user: root, capabilities: bind })).security_context).not.toHaveProperty(
      'sysctl',
    );
  });
});

describe('an agent', () => {
  const resource = synthApi({
    ...agent,
    hostNetwork: onHostNetwork('counts packets'),
    mounts: {
      '/var/log/pods': hostPath('/var/log/pods', 'ships logs'),
      '/run/c.sock': hostPath('/run/c.sock', 'lists containers', { type: 'Socket', writable: true }),
    },
  });

  test('sees the folders of its node, read-only unless it says otherwise', () => {
    expect(podOf(resource).volume).toEqual([
      { name: 'mount-run-c-sock', host_path: { path: '/run/c.sock', type: 'Socket' } },
      { name: 'mount-var-log-pods', host_path: { path: '/var/log/pods', type: 'Directory' } },
    ]);
    expect(containerOf(resource).volume_mount).toEqual([
      { name: 'mount-run-c-sock', mount_path: '/run/c.sock' },
      { name: 'mount-var-log-pods', mount_path: '/var/log/pods', read_only: true },
    ]);
  });

  test('has the network of its node, and still finds services by name', () => {
    expect(podOf(resource)).toMatchObject({ host_network: true, dns_policy: 'ClusterFirstWithHostNet' });
    expect(containerOf(resource).port).toEqual([
      { name: 'http', container_port: 8080, host_port: 8080, protocol: 'TCP' },
    ]);
  });

  test('says why, in one annotation for each kind of way out', () => {
    expect(resource.kubernetes_daemon_set_v1.api.metadata.annotations).toEqual({
      'slipway/host-network': 'counts packets',
      'slipway/host-path': 'ships logs; lists containers',
    });
  });
});

describe('an agent of the node', () => {
  const loads = runsPrivileged('mounts volumes');
  const resource = synthApi({
    ...agent,
    hostPid: seesHostProcesses('counts processes'),
    privileged: loads,
    ports: {
      http: 8080,
      spans: { container: 6831, protocol: 'UDP', hostPort: onHostPort(16_831, 'takes spans') },
    },
    mounts: {
      '/host/root': hostPath('/', 'measures', { propagation: 'HostToContainer' }),
      '/plugins': hostPath('/plugins', 'mounts', { writable: true, propagation: 'Bidirectional' }),
    },
  });

  test('has what it asks for: processes, ports and mounts of its node', () => {
    expect(podOf(resource).host_pid).toBe(true);
    expect(podOf(resource)).not.toHaveProperty('host_network');
    expect(containerOf(resource).port).toEqual([
      { name: 'http', container_port: 8080, protocol: 'TCP' },
      { name: 'spans', container_port: 6831, host_port: 16_831, protocol: 'UDP' },
    ]);
    expect(containerOf(resource).volume_mount).toEqual([
      {
        name: 'mount-host-root',
        mount_path: '/host/root',
        read_only: true,
        mount_propagation: 'HostToContainer',
      },
      { name: 'mount-plugins', mount_path: '/plugins', mount_propagation: 'Bidirectional' },
    ]);
  });

  test('says why it needs each', () => {
    expect(resource.kubernetes_daemon_set_v1.api.metadata.annotations).toMatchObject({
      'slipway/host-pid': 'counts processes',
      'slipway/host-port': 'takes spans',
      'slipway/host-path': 'measures; mounts',
    });
  });

  test('may mount for its node in a privileged container alone, be it a sidecar', () => {
    const mounts = { '/plugins': hostPath('/plugins', 'x', { propagation: 'Bidirectional' }) };
    const sidecar = { image: BASICS.image, cpu: BASICS.cpu, memory: BASICS.memory };
    const refused = 'workload/mount-propagation';
    expect(problemsOf({ ...agent, mounts })).toEqual([`${refused} .mounts["/plugins"].propagation`]);
    expect(problemsOf({ ...agent, mounts, privileged: loads })).toEqual([]);
    expect(problemsOf({ ...agent, privileged: loads, sidecars: { csi: { ...sidecar, mounts } } })).toEqual([
      `${refused} .sidecars.csi.mounts["/plugins"].propagation`,
    ]);
    expect(problemsOf({ ...agent, sidecars: { csi: { ...sidecar, mounts, privileged: loads } } })).toEqual(
      [],
    );
  });
});

test.each<[string, Partial<WorkloadSpec>, string[]]>([
  ['root without a reason', { user: runsAsRoot(' ') }, ['workload/reason .user.reason']],
  ['a group below 0', { group: -1 }, ['workload/user .group']],
  ['half a group', { fsGroup: 1.5 }, ['workload/user .fsGroup']],
  [
    'a capability that there is not',
    { user: root, capabilities: addCapabilities(['CAP_CHOWN' as Capability], 'x') },
    ['shape/kind .capabilities.names[0]'],
  ],
  [
    'no capability',
    { user: root, capabilities: addCapabilities([], 'x') },
    ['workload/capabilities .capabilities.names'],
  ],
  [
    'capabilities that nobody gets',
    { capabilities: addCapabilities(['CHOWN'], 'x') },
    ['workload/capabilities .capabilities'],
  ],
  [
    'a folder of the node for pods that move',
    { mounts: { '/logs': hostPath('/var/log', 'x') } },
    ['workload/host-path .mounts["/logs"]'],
  ],
  [
    'a folder of the node by a relative path',
    { ...agent, mounts: { '/logs': hostPath('var/../log', 'x') } },
    ['workload/host-path .mounts["/logs"].path'],
  ],
  [
    'a mount where a scratch folder is',
    { ...agent, scratch: ['/logs'], mounts: { '/logs': hostPath('/var/log', 'x') } },
    ['workload/mount-conflict .mounts["/logs"]'],
  ],
  [
    'the network of the node for pods that move',
    { hostNetwork: onHostNetwork('x') },
    ['workload/host-network .hostNetwork'],
  ],
  [
    'the processes of the node for pods that move',
    { hostPid: seesHostProcesses('x') },
    ['workload/host-pid .hostPid'],
  ],
  [
    'the processes of the node without a reason',
    { ...agent, hostPid: seesHostProcesses(' ') },
    ['workload/reason .hostPid.reason'],
  ],
  [
    'a port of the node without a reason',
    { ports: { http: { container: 8080, hostPort: onHostPort(8080, '') } } },
    ['workload/reason .ports.http.hostPort.reason'],
  ],
  [
    'a propagation that there is not',
    { ...agent, mounts: { '/logs': hostPath('/var/log', 'x', { propagation: 'None' as never }) } },
    ['shape/kind .mounts["/logs"].propagation'],
  ],
  [
    'connections that the others’ policies would not let in',
    {
      ...agent,
      hostNetwork: onHostNetwork('x'),
      connectsTo: { DATABASE: { kind: 'workload', workload: 'database', port: 'sql', number: 5432 } },
    },
    ['workload/host-network .connectsTo.DATABASE'],
  ],
  [
    'addresses of such, each where it is said',
    {
      ...agent,
      hostNetwork: onHostNetwork('x'),
      env: {
        SEARCH: external('search.example.com', 443).address(),
        URL: addressOf({ kind: 'workload', workload: 'database', port: 'sql', number: 5432 }),
      },
    },
    ['workload/host-network .env.URL'],
  ],
])('refused: %s', (_what, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});

describe('a namespace', () => {
  type Level = 'restricted' | 'baseline' | 'privileged';
  const make = (level: Level, changes: Partial<WorkloadSpec>) => () =>
    synthKubernetes((stack) => {
      const podSecurity = level === 'restricted' ? level : { level, reason: 'a test' };
      const namespace = new Namespace(stack, 'shop', { podSecurity });
      new Workload(stack, 'api', props({ ...changes, namespace }));
    });

  test.each<[Level, Partial<WorkloadSpec>]>([
    ['restricted', { rootFilesystem: writableRoot('x') }],
    ['restricted', { capabilities: addCapabilities(['NET_BIND_SERVICE'], 'x') }],
    ['baseline', { user: root, capabilities: addCapabilities(['CHOWN'], 'x') }],
    ['privileged', { user: root, capabilities: addCapabilities(['NET_ADMIN'], 'x') }],
    ['privileged', { privileged: runsPrivileged('x') }],
    ['privileged', { ...agent, mounts: { '/logs': hostPath('/var/log', 'x') } }],
    ['privileged', { ...agent, hostPid: seesHostProcesses('x') }],
    ['privileged', { ports: { http: { container: 8080, hostPort: onHostPort(8080, 'x') } } }],
  ])('of the level %s admits what needs that and no more', (level, changes) => {
    expect(make(level, changes)).not.toThrow();
    if (level !== 'restricted')
      expect(make(level === 'baseline' ? 'restricted' : 'baseline', changes)).toThrow(
        /must admit pods of the level/,
      );
  });

  test('is judged for what runs on a schedule, too', () => {
    const scheduled = () =>
      synthKubernetes((stack) => {
        const { replicas: _replicas, ...basics } = BASICS;
        const namespace = new Namespace(stack, 'shop');
        new ScheduledWorkload(stack, 'nightly', { ...basics, namespace, schedule: '@daily', user: root });
      });
    expect(scheduled).toThrow(/workload\/pod-security/);
  });
});

test('a scheduled workload says why as well', () => {
  const resource = synthKubernetes((stack) => {
    const { replicas: _replicas, ...basics } = BASICS;
    const namespace = Namespace.existing('shop');
    new ScheduledWorkload(stack, 'nightly', { ...basics, namespace, schedule: '@daily', user: root });
  });
  expect(resource.kubernetes_cron_job_v1.nightly.metadata.annotations).toEqual({
    'slipway/runs-as-root': 'the entrypoint becomes redis',
  });
  expect(problemsOf({ ready: noProbe('x'), ports: {} })).toEqual([]);
});
