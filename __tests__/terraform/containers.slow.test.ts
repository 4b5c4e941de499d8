import {
  addCapabilities,
  binaryFile,
  configMapKey,
  Cpu,
  Duration,
  exec,
  existingClaim,
  existingConfigMap,
  existingSecret,
  file,
  fromNetwork,
  grpc,
  hostPath,
  https,
  image,
  interpolate,
  onHostNetwork,
  onHostPort,
  runsAsRoot,
  runsPrivileged,
  podField,
  prebuilt,
  resourceField,
  secretKey,
  seesHostProcesses,
  service,
  serviceAccountToken,
  Size,
  sleep,
  variable,
  wholeSecret,
  writableRoot,
} from 'slipway';
import { type StackJson } from '../review/support/synth-of';
import { context, services, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { objectionsTo, withProviders } from '../support/terraform';
import { offlinePlan } from './offline-plan';

const agent = service({
  name: 'front',
  image: image({ context }),
  kind: 'daemonSet',
  ports: { web: 8443, grpc: 9000, n2: { container: 38_412, protocol: 'SCTP' } },
  ready: https('web', '/healthz', { headers: { Host: 'shop.example.com' }, successes: 2 }),
  live: grpc('grpc', { service: 'cart' }),
  preStop: sleep(Duration.seconds(5)),
  user: runsAsRoot('a test'),
  group: 0,
  fsGroup: 2000,
  capabilities: addCapabilities(['SYS_PTRACE', 'NET_BIND_SERVICE'], 'a test'),
  rootFilesystem: writableRoot('a test'),
  privileged: runsPrivileged('a test'),
  hostNetwork: onHostNetwork('a test'),
  hostPid: seesHostProcesses('a test'),
  workingDir: '/app',
  supplementalGroups: [3000],
  hostAliases: { '10.1.0.7': ['ldap.corp.example'] },
  dnsOptions: { ndots: '1' },
  sessionAffinity: 'ClientIP',
  allowFrom: { web: [fromNetwork('10.9.0.0/22')] },
  scratch: { '/tmp': {}, '/dev/shm': { size: Size.mebibytes(16), inMemory: true } },
  env: {
    POD_IP: podField('status.podIP'),
    GOMEMLIMIT: resourceField('limits.memory'),
    HEAP_MIB: resourceField('limits.memory', { divisor: '1Mi' }),
    ADVERTISED: interpolate`http://${variable('POD_IP')}:8443`,
  },
  secrets: { DSN: secretKey('sentry', 'dsn', { optional: true }) },
  envFrom: [existingConfigMap('flags', { prefix: 'FLAG_', optional: true })],
  files: {
    '/app/start.sh': file('exec $0', { mode: 0o555 }),
    '/app/store.p12': binaryFile(Buffer.from([0, 255])),
    '/run/tls.key': secretKey('store', 'tls.key', { mode: 0o440 }),
    '/etc/ca.crt': configMapKey('kube-root-ca.crt', 'ca.crt'),
  },
  mounts: {
    '/logs': hostPath('/var/log', 'a test'),
    '/host/root': hostPath('/', 'a test', { propagation: 'HostToContainer' }),
    '/plugins': hostPath('/plugins', 'a test', { writable: true, propagation: 'Bidirectional' }),
    '/certs': wholeSecret('store', { mode: 0o440 }),
    '/flags': existingConfigMap('flags'),
    '/uploads': existingClaim('uploads', { readOnly: true }),
    '/site': existingClaim('site', { subPath: 'html' }),
    '/site/Media Library (1)': existingClaim('site', { subPath: 'media' }),
    '/run/vault': serviceAccountToken({ audience: 'vault', expiration: Duration.minutes(10) }),
  },
  settings: ['LOG_LEVEL'],
  initContainers: { render: { command: ['render'], volumes: [], scratch: ['/tmp'], env: { A: 'b' } } },
  sidecars: {
    exporter: {
      image: prebuilt(`docker.io/prom/exporter:1@sha256:${'a'.repeat(64)}`),
      user: 65_534,
      ready: exec(['true']),
      cpu: Cpu.millis(10),
      memory: Size.mebibytes(16),
    },
  },
});
const shared = service({
  name: 'store',
  image: image({ context }),
  ports: { http: { container: 80, hostPort: onHostPort(8080, 'a test') } },
  rollout: { maxSurge: 0, maxUnavailable: 1 },
  ready: https('http', '/'),
  sysctls: { 'net.ipv4.tcp_keepalive_time': '60' },
  files: { '/data/app.yaml': 'a: 1', [`/${'long/'.repeat(60)}x`]: '' },
  volumes: { data: { mountPath: '/data', accessMode: 'ReadWriteMany', subPath: 'app' } },
});

withProviders(['kubernetes'], 'terraform accepts and plans all that is said about a container', async () => {
  const { front, store } = services('dev.example.com');
  const { replicas: _replicas, domain: _domain, ...everyNode } = front;
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [agent, shared] },
      dev: {
        secrets: { store: existingSecret() },
        services: {
          front: {
            ...everyNode,
            memoryRequest: Size.mebibytes(32),
            ephemeralStorage: Size.gibibytes(1),
            cpuLimit: Cpu.cores(1),
            resources: { 'nvidia.com/gpu': 1 },
          },
          store: { ...store, replicas: 2 },
        },
      },
    }),
  );
  expect(await objectionsTo(stacks['dev-services'] as object)).toEqual([]);
  const resources = stacks['dev-services']?.resource as StackJson;
  const { planned_values, resource_changes: changes = [] } = await offlinePlan('kubernetes', resources);
  expect(changes.map(({ address }) => address)).toEqual(
    expect.arrayContaining([
      'kubernetes_config_map_v1.front-files',
      'kubernetes_daemon_set_v1.front',
      'kubernetes_deployment_v1.store',
      'kubernetes_persistent_volume_claim_v1.store-data',
    ]),
  );
  const planned = (address: string) =>
    JSON.stringify(planned_values.root_module.resources?.find((resource) => resource.address === address));
  expect(planned('kubernetes_daemon_set_v1.front')).toMatch(/"host_pid":true/);
  expect(planned('kubernetes_daemon_set_v1.front')).toMatch(/"mount_propagation":"HostToContainer"/);
  expect(planned('kubernetes_daemon_set_v1.front')).toMatch(/"mount_propagation":"Bidirectional"/);
  expect(planned('kubernetes_deployment_v1.store')).toMatch(/"host_port":8080/);
});
