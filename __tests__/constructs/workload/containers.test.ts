import type { PinnedImage } from '../../../constructs/image-build';
import { Cpu, Size } from '../../../constructs/quantities';
import {
  addCapabilities,
  checkScheduledWorkload,
  exec,
  exemptionsOf,
  external,
  httpGet,
  podRequests,
  resolve,
  runsAsRoot,
  secretKey,
  tcp,
} from '../../../constructs/workload';
import { IMAGE, podOf, problemsOf, spec, synthApi } from './a-workload';

const TOOL = `docker.io/library/busybox@sha256:${'b'.repeat(64)}` as PinnedImage;
const small = { cpu: Cpu.millis(20), memory: Size.mebibytes(32) };
describe('init containers', () => {
  const resource = synthApi({
    connectsTo: { DATABASE: external('db.example.com', 5432, ['10.1.0.7/32']) },
    scratch: { '/shared': { size: Size.mebibytes(64) } },
    files: { '/etc/app.yaml': 'level: info' },
    initContainers: {
      wait: { image: TOOL, command: ['sh', '-c', 'until nc -z $DATABASE_HOST 5432; do sleep 1; done'] },
      render: {
        command: ['render'],
        env: { LEVEL: 'info' },
        secrets: { KEY: secretKey('shop', 'key') },
        files: { '/etc/app.yaml': 'level: info', '/etc/template': 'x' },
        scratch: ['/shared', '/tmp'],
      },
    },
  });
  const pod = podOf(resource);

  test('run in the order in which they are written, with the image of the workload unless they have their own', () => {
    expect(pod.init_container.map(({ name, image }: any) => [name, image])).toEqual([
      ['wait', TOOL],
      ['render', IMAGE],
    ]);
    expect(pod.container).toHaveLength(1);
  });

  test('know what the workload connects to, and of its variables nothing else', () => {
    const [wait, render] = pod.init_container;
    expect(wait.env.map(({ name }: any) => name)).toEqual(['DATABASE_HOST', 'DATABASE_PORT']);
    expect(render.env.map(({ name }: any) => name)).toEqual([
      'DATABASE_HOST',
      'DATABASE_PORT',
      'KEY',
      'LEVEL',
    ]);
    expect(pod.container[0].env).toHaveLength(2);
  });

  test('share what is mounted at the same path, and nothing else', () => {
    const paths = (container: any) => container.volume_mount?.map((mount: any) => mount.mount_path);
    expect(paths(pod.init_container[0])).toBeUndefined();
    expect(paths(pod.init_container[1])).toEqual(['/etc/app.yaml', '/etc/template', '/shared', '/tmp']);
    expect(paths(pod.container[0])).toEqual(['/etc/app.yaml', '/shared']);
    expect(pod.volume).toEqual([
      { name: 'files', config_map: { name: 'api-files' } },
      { name: 'scratch-shared', empty_dir: { size_limit: '64Mi' } },
      { name: 'scratch-tmp', empty_dir: { size_limit: '256Mi' } },
    ]);
    expect(resource.kubernetes_config_map_v1['api-files'].data).toEqual({
      'etc-app.yaml': 'level: info',
      'etc-template': 'x',
    });
  });

  test('reserve what the workload does, which adds nothing to its pods, unless they say otherwise', () => {
    expect(pod.init_container[0].resources).toEqual(pod.container[0].resources);
    const larger = { image: TOOL, cpu: Cpu.millis(10), memory: Size.gibibytes(1) };
    const requests = podRequests(
      spec({
        initContainers: { larger, like: { image: TOOL } },
        sidecars: { one: { image: TOOL, ...small } },
      }),
    );
    expect([requests.cpu.toString(), requests.memory.toString()]).toEqual(['520m', '1Gi']);
  });

  test('have no probes, no ports, and no more rights than the workload', () => {
    const [wait] = pod.init_container;
    expect(Object.keys(wait).filter((key) => key.endsWith('_probe') || key === 'port')).toEqual([]);
    expect(wait.security_context).toEqual(pod.container[0].security_context);
  });
});

describe('sidecars', () => {
  const exporter = {
    image: TOOL,
    args: ['--listen', ':9100'],
    ports: ['metrics'],
    ready: httpGet('metrics', '/metrics'),
    live: exec(['true']),
    ...small,
  };
  const resource = synthApi({
    ports: { http: 8080, metrics: 9100 },
    sidecars: { exporter, aside: { command: ['x'], ...small } },
  });
  const pod = podOf(resource);

  test('run after the container of the workload, in no order of their own', () => {
    expect(pod.container.map(({ name }: any) => name)).toEqual(['api', 'aside', 'exporter']);
    expect(pod).not.toHaveProperty('init_container');
    expect(pod.container[2]).toMatchObject({
      image: TOOL,
      args: ['--listen', ':9100'],
      resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '32Mi' } },
      liveness_probe: { exec: { command: ['true'] } },
      security_context: { read_only_root_filesystem: true, capabilities: { drop: ['ALL'] } },
    });
  });

  test('listen on the ports of the workload that they name, which its Service has as before', () => {
    const portsOf = (container: any) => container.port?.map((port: any) => port.name);
    expect(pod.container.map(portsOf)).toEqual([['http'], undefined, ['metrics']]);
    expect(pod.container[2].readiness_probe.http_get.port).toBe('metrics');
    expect(resource.kubernetes_service_v1.api.spec.port.map(({ name }: any) => name)).toEqual([
      'http',
      'metrics',
    ]);
  });

  test('mount the volumes that they name', () => {
    const { container } = podOf(
      synthApi({
        replicas: 1,
        single: true,
        volumes: {
          data: { mountPath: '/data', size: Size.gibibytes(1) },
          logs: { mountPath: '/logs', size: Size.gibibytes(1) },
        },
        sidecars: { backup: { image: TOOL, volumes: ['data'], ...small } },
      }),
    );
    expect(container[1].volume_mount).toEqual([{ name: 'volume-data', mount_path: '/data' }]);
  });

  test('open the connections that their variables lead to', () => {
    const to = external('10.1.0.9', 9200);
    const { kubernetes_network_policy_v1: policies } = synthApi({
      sidecars: { shipper: { image: TOOL, env: { TARGET: to.address() }, ...small } },
    });
    expect(JSON.stringify(policies)).toContain('10.1.0.9/32');
  });

  test('run as another user, or with more rights, where they say why, and nobody else does', () => {
    const sidecars = {
      init: {
        image: TOOL,
        user: runsAsRoot('changes owners'),
        capabilities: addCapabilities(['CHOWN'], 'changes owners'),
        ...small,
      },
      other: { image: TOOL, user: 65_534, ...small },
    };
    const workload = synthApi({ sidecars });
    const [api, root, other] = podOf(workload).container.map((each: any) => each.security_context);
    expect(api).not.toHaveProperty('run_as_user');
    expect(root).toMatchObject({
      run_as_user: '0',
      run_as_non_root: false,
      capabilities: { add: ['CHOWN'] },
    });
    expect(other).toMatchObject({ run_as_user: '65534', run_as_group: '65534', run_as_non_root: true });
    expect(workload.kubernetes_deployment_v1.api.metadata.annotations).toMatchObject({
      'slipway/runs-as-root': 'changes owners',
    });
    expect(exemptionsOf(resolve(spec({ sidecars }))).map(({ path, level }) => `${path} ${level}`)).toEqual([
      '.sidecars.init.user baseline',
      '.sidecars.init.capabilities baseline',
    ]);
  });
});

test.each<[string, object, string]>([
  ['a name of the workload', { api: { image: TOOL } }, 'workload/container .initContainers.api'],
  ['a name that begins with a digit', { '1st': { image: TOOL } }, 'workload/container .initContainers.1st'],
  ['neither image nor command', { one: {} }, 'workload/container .initContainers.one'],
  ['a tag', { one: { image: 'docker.io/library/busybox:1' } }, 'workload/image .initContainers.one.image'],
  ['root without a reason', { one: { image: TOOL, user: 0 } }, 'workload/user .initContainers.one.user'],
  ['no CPU', { one: { image: TOOL, cpu: Cpu.millis(0) } }, 'workload/cpu .initContainers.one.cpu'],
  ['an unknown option', { one: { image: TOOL, ports: [] } }, 'shape/unknown .initContainers.one.ports'],
  [
    'an unknown volume',
    { one: { image: TOOL, volumes: ['data'] } },
    'workload/container .initContainers.one.volumes',
  ],
  [
    'a secret in clear',
    { one: { image: TOOL, env: { API_TOKEN: 'abc' } } },
    'workload/env-secret .initContainers.one.env.API_TOKEN',
  ],
  [
    'another file at the path of one of the workload',
    { one: { image: TOOL, files: { '/etc/app.yaml': 'other' } } },
    'workload/mount-conflict .initContainers.one.files["/etc/app.yaml"]',
  ],
  [
    'a path that differs from one of the workload in punctuation alone',
    { one: { image: TOOL, files: { '/etc-app.yaml': 'other' } } },
    'workload/mount-conflict .initContainers.one.files["/etc-app.yaml"]',
  ],
  [
    'an empty reason',
    { one: { image: TOOL, user: runsAsRoot(' ') } },
    'workload/reason .initContainers.one.user.reason',
  ],
])('%s is refused in an init container', (_, initContainers, problem) => {
  expect(problemsOf({ files: { '/etc/app.yaml': 'mine' }, initContainers })).toEqual([problem]);
});

test('the files of all containers fit into one ConfigMap', () => {
  const half = 'x'.repeat(600_000);
  const initContainers = { one: { image: TOOL, files: { '/b': half } } };
  expect(problemsOf({ initContainers })).toEqual([]);
  expect(problemsOf({ files: { '/a': half }, initContainers })).toEqual(['workload/files .files']);
});

test('a port has one listener, which its own probes ask', () => {
  const sidecar = { image: TOOL, ...small };
  expect(problemsOf({ sidecars: { one: { ...sidecar, ports: ['metrics'] } } })).toEqual([
    'workload/container .sidecars.one.ports',
  ]);
  expect(problemsOf({ sidecars: { one: { ...sidecar, ports: ['http'] } } })).toEqual([
    'workload/probe .ready.port',
  ]);
  expect(problemsOf({ sidecars: { one: { ...sidecar, ready: tcp('http') } } })).toEqual([
    'workload/probe .sidecars.one.ready.port',
  ]);
  const ports = { http: 8080, metrics: 9100 };
  const both = { one: { ...sidecar, ports: ['metrics'] }, two: { ...sidecar, ports: ['metrics'] } };
  expect(problemsOf({ ports, sidecars: both })).toEqual(['workload/container .sidecars.two.ports']);
});

test('a sidecar that may start slowly needs a longer deadline', () => {
  const slow = { image: TOOL, ...small, startup: { ...exec(['true']), failures: 1_000 } };
  expect(problemsOf({ sidecars: { slow } })).toEqual(['workload/rollout-deadline .rolloutDeadline']);
});

test('what runs and ends has init containers, but no sidecar, which would keep it from ending', () => {
  const { ports: _ports, ready: _ready, replicas: _replicas, ...pods } = spec();
  const run = { ...pods, schedule: '@daily', initContainers: { wait: { image: TOOL } } };
  expect(checkScheduledWorkload(run, '')).toEqual([]);
  const with_ = { ...run, sidecars: { one: { image: TOOL, ...small } } };
  expect(checkScheduledWorkload(with_, '').map(({ path }) => path)).toEqual(['.sidecars']);
});
