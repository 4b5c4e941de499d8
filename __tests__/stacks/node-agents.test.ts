import {
  Cpu,
  cronJob,
  hostPath,
  httpGet,
  interpolate,
  onHostNetwork,
  onHostPort,
  podField,
  prebuilt,
  seesHostProcesses,
  service,
  Size,
  variable,
} from 'slipway';
import {
  front as frontService,
  services,
  smallProject,
  store as storeService,
} from '../support/small-project';
import { synthProject } from '../support/synth-project';

// Two agents that many clusters run, as their own manifests have them.

const image = (name: string) => prebuilt(`${name}@sha256:${'a'.repeat(64)}`);
const size = { cpu: Cpu.millis(100), memory: Size.mebibytes(180) };

const nodeExporter = service({
  name: 'node-exporter',
  image: image('quay.io/prometheus/node-exporter:v1.9.1'),
  kind: 'daemonSet',
  user: 65_534,
  args: ['--web.listen-address=:9100', '--path.sysfs=/host/sys', '--path.rootfs=/host/root'],
  ports: { metrics: 9100 },
  ready: httpGet('metrics', '/'),
  metrics: { port: 'metrics' },
  hostNetwork: onHostNetwork('counts the packets of the node'),
  hostPid: seesHostProcesses('counts the processes of the node'),
  tolerations: 'all',
  mounts: {
    '/host/sys': hostPath('/sys', 'reads the devices', { propagation: 'HostToContainer' }),
    '/host/root': hostPath('/', 'measures the file systems', { propagation: 'HostToContainer' }),
  },
});

const jaegerAgent = service({
  name: 'jaeger-agent',
  image: image('docker.io/jaegertracing/jaeger-agent:1.62.0'),
  kind: 'daemonSet',
  ports: {
    compact: {
      container: 6831,
      protocol: 'UDP',
      hostPort: onHostPort(6831, 'each pod sends its spans to its node'),
    },
    admin: 14_271,
  },
  ready: httpGet('admin', '/'),
});

const front = service({
  ...frontService.props,
  env: { NODE: podField('status.hostIP'), JAEGER_AGENT: interpolate`${variable('NODE')}:6831` },
  connectsTo: { ...frontService.props.connectsTo, SPANS: jaegerAgent.port('compact') },
});

const report = cronJob({ name: 'report', of: nodeExporter, command: ['report'], schedule: '@daily' });

const { stacks, record } = synthProject(
  smallProject({
    devOnly: true,
    project: { services: [front, storeService, nodeExporter, jaegerAgent], jobs: [report] },
    dev: {
      services: { ...services('dev.example.com'), 'node-exporter': size, 'jaeger-agent': size },
    },
  }),
);
const resources = stacks['dev-services']?.resource as any;
const templateOf = (name: string) => resources.kubernetes_daemon_set_v1[name].spec.template.spec;

test('node-exporter sees its node: network, processes and every mount, and writes nothing', () => {
  const pod = templateOf('node-exporter');
  expect(pod).toMatchObject({ host_network: true, host_pid: true, toleration: [{ operator: 'Exists' }] });
  const [container] = pod.container;
  expect(container).toMatchObject({
    port: [{ name: 'metrics', container_port: 9100, host_port: 9100, protocol: 'TCP' }],
    security_context: {
      privileged: false,
      allow_privilege_escalation: false,
      read_only_root_filesystem: true,
      run_as_non_root: true,
    },
  });
  expect(container.volume_mount).toEqual(
    ['root', 'sys'].map((folder) => ({
      name: `mount-host-${folder}`,
      mount_path: `/host/${folder}`,
      read_only: true,
      mount_propagation: 'HostToContainer',
    })),
  );
  expect(pod.volume[0].host_path).toEqual({ path: '/', type: 'Directory' });
});

test('jaeger-agent has a port of its node and no more of it, and lets in the pods that name it', () => {
  const pod = templateOf('jaeger-agent');
  expect(pod).not.toHaveProperty('host_network');
  expect(pod.container[0].port).toEqual([
    { name: 'admin', container_port: 14_271, protocol: 'TCP' },
    { name: 'compact', container_port: 6831, host_port: 6831, protocol: 'UDP' },
  ]);
  const policies = Object.values<any>(resources.kubernetes_network_policy_v1).map(({ spec }) => spec);
  const letsIn = policies.filter(({ ingress = [] }) => JSON.stringify(ingress).includes('"6831"'));
  expect(letsIn).toMatchObject([
    {
      pod_selector: { match_labels: { 'app.kubernetes.io/name': 'jaeger-agent' } },
      ingress: [
        {
          from: [{ pod_selector: { match_labels: { 'app.kubernetes.io/name': 'front' } } }],
          ports: [{ port: '6831', protocol: 'UDP' }],
        },
      ],
    },
  ]);
});

test('what both need decides the level of the namespace, and is told', () => {
  const namespace = stacks['dev-base']?.resource['kubernetes_namespace_v1']?.['small-dev'];
  expect(namespace.metadata.labels['pod-security.kubernetes.io/enforce']).toBe('privileged');
  const told = record.findings.map(
    ({ path, value }) => `${path.split('.').slice(3).join('.')}: ${value ?? ''}`,
  );
  expect(told).toEqual(
    expect.arrayContaining([
      'node-exporter.hostPid: counts the processes of the node',
      'jaeger-agent.ports.compact.hostPort: each pod sends its spans to its node',
    ]),
  );
});

test('a job of an agent has nothing of the node', () => {
  const pod = resources.kubernetes_cron_job_v1.report.spec.job_template.spec.template.spec;
  for (const option of ['host_network', 'host_pid', 'volume']) expect(pod).not.toHaveProperty(option);
  expect(pod.container[0]).not.toHaveProperty('port');
});
