import * as fc from 'fast-check';
import {
  binaryFile,
  certManager,
  checkScheduledWorkload,
  checkWorkload,
  cidr,
  configMapKey,
  Cpu,
  Duration,
  everyone,
  exec,
  existingClaim,
  existingConfigMap,
  external,
  externalMetric,
  file,
  fromNetwork,
  grpc,
  httpGet,
  inNamespace,
  internet,
  loadBalancer,
  nodePort,
  pinnedImage,
  plainHttp,
  podsMetric,
  type Probe,
  type ScheduledWorkloadSpec,
  secretKey,
  serviceAccountToken,
  Size,
  sleep,
  tcp,
  wholeSecret,
  type WorkloadSpec,
} from 'slipway';
import { NOT_SCHEDULED } from '../../../constructs/workload';
import { withoutErrors } from './without-errors';

// Workloads of all options, at the edges of what each takes: empty, longest, with marks that Terraform or a shell would read.

/** What Kubernetes never lets change, Slipway asks not to be changed, or the provider keeps when it is no longer written. */
export const LASTING: readonly (keyof WorkloadSpec)[] = [
  'kind',
  'volumes',
  'historyLimit',
  'imagePullSecrets',
];

const IMAGE = pinnedImage('registry.example.com/lab/any', `sha256:${'a'.repeat(64)}`);
const LONGEST = 'x'.repeat(63);
const KEPT = ['name', 'image', 'kind', 'cpu', 'memory', 'ports', 'ready', 'command', 'schedule'];

const seconds = (...all: readonly number[]) => fc.constantFrom(...all.map((each) => Duration.seconds(each)));
const list = <T>(each: fc.Arbitrary<T>, maxLength = 2) => fc.array(each, { maxLength });
const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 2 });
const part = <T extends object>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(arbitraries, { requiredKeys: [] });
const named = <T>(name: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });

const text = fc.constantFrom('', 'x', 'ä→€', 'a\nb', '${x}', '%{if}', '$(A)', '$$', '"', 'true', '0');
const words = some(fc.constantFrom('sh', '-c', 'echo $HOME', '$(A)', '${a}', '', 'true'));
const label = fc.constantFrom('', 'a', 'A-b_c.d', LONGEST, 'true', '1.2');
const key = fc.constantFrom('team', 'a.b-c.example.com/x_y.z', LONGEST, `${'d'.repeat(60)}.example/k`);
const labels = named(key, label);
const object = fc.constantFrom('s', 'a.b.c', LONGEST);
const dataKey = fc.constantFrom('k', 'tls.crt', '.dockerconfigjson', LONGEST);
const path = fc.constantFrom('/a', '/etc/app.conf', '/var/lib/x/y', '/tmp', '/opt/ä', '/a.b/c d', '/srv/..x');
const mode = fc.constantFrom(0, 0o40, 0o400, 0o555, 0o777);
const variable = fc.constantFrom('A', 'a_b', '_X9', 'PATH');
const number = fc.constantFrom(1, 1000, 65_534, 2_147_483_647);
const cpu = fc.constantFrom(Cpu.millis(1), Cpu.millis(999), Cpu.cores(1.5));
const size = fc.constantFrom(Size.mebibytes(16), Size.mebibytes(1023), Size.gibibytes(1.5));
const amount = fc.constantFrom<number | `${number}%`>(0, 1, 3, '0%', '10%', '100%');
const zone = fc.constantFrom('kubernetes.io/hostname', 'topology.kubernetes.io/zone');

const secret = fc.tuple(object, dataKey).map(([name, of]) => secretKey(name, of));
const content = fc.oneof(
  fc.tuple(text, mode).map(([words, mode]) => file(words, { mode })),
  fc.constantFrom(Buffer.from([0, 1, 255]), Buffer.alloc(0)).map((bytes) => binaryFile(bytes)),
  fc.tuple(object, dataKey, mode).map(([name, of, mode]) => configMapKey(name, of, { mode })),
  text,
  secret,
);
const mount = fc.oneof(
  fc.tuple(object, part({ optional: fc.boolean(), mode })).map(([name, how]) => wholeSecret(name, how)),
  fc.tuple(object, part({ optional: fc.boolean(), mode })).map(([name, how]) => existingConfigMap(name, how)),
  fc.tuple(object, part({ readOnly: fc.boolean() })).map(([name, how]) => existingClaim(name, how)),
  part({ audience: fc.constant('vault'), expiration: seconds(600, 86_400) }).map((how) =>
    serviceAccountToken(how),
  ),
);

/** What every container has. */
const container = {
  command: words,
  args: words,
  workingDir: path,
  cpuLimit: cpu,
  memoryRequest: fc.constantFrom(Size.mebibytes(1), Size.mebibytes(8)),
  ephemeralStorage: size,
  env: named(variable, text),
  secrets: named(variable, secret),
  envFrom: list(object.map((name) => existingConfigMap(name, { prefix: 'P_' }))),
  files: named(path, content),
  mounts: named(path, mount),
  resources: fc.constantFrom({ 'nvidia.com/gpu': 1 }, { 'example.com/dongle': 2 }),
  user: number,
};

function probeOf(port: fc.Arbitrary<string>): fc.Arbitrary<Probe> {
  const often = part({ period: seconds(1, 3600), timeout: seconds(1, 5), failures: fc.constantFrom(1, 100) });
  const at = fc.constantFrom('/', '/healthz?x=1', '/a%20b');
  return fc.oneof<fc.Arbitrary<Probe>[]>(
    fc.tuple(port, at, often).map(([name, where, how]) => httpGet(name, where, how)),
    fc.tuple(port, often).map(([name, how]) => tcp(name, how)),
    fc.tuple(port, often).map(([name, how]) => grpc(name, how)),
    fc.tuple(words, often).map(([command, how]) => exec(command, how)),
  );
}

const requirement = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In' as const, 'NotIn' as const), values: some(label) }),
  fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
  fc.record({ key, operator: fc.constantFrom('Gt' as const, 'Lt' as const), values: fc.constant(['1']) }),
);
const weight = fc.constantFrom(1, 100);
const term = { matchLabels: named(key, label), topologyKey: zone };
const podTerms = part({
  required: list(fc.record(term)),
  preferred: list(fc.record({ ...term, weight })),
});
const nodeTerms = part({
  required: list(some(requirement)),
  preferred: list(fc.record({ weight, requirements: some(requirement) })),
});
const scalingRules = part({
  stabilization: seconds(0, 3600),
  select: fc.constantFrom('max' as const, 'min' as const, 'disabled' as const),
  policies: some(fc.record({ pods: fc.constantFrom(1, 4), every: seconds(1, 1800) })),
});
const autoscaling = fc
  .tuple(
    fc.constantFrom({ min: 1, max: 2 }, { min: 2, max: 10 }),
    part({
      cpuPercent: fc.constantFrom(1, 200),
      memoryPercent: fc.constantFrom(1, 100),
      metrics: list(
        fc.constantFrom(podsMetric('requests', '500m'), externalMetric('queue', { average: '1k' })),
      ),
      behavior: part({ scaleUp: scalingRules, scaleDown: scalingRules }),
    }),
  )
  .map(([bounds, how]) => ({ ...bounds, ...how }));

const clients = fc.constantFrom(['203.0.113.0/24', '2001:db8::/32'], everyone('a test'));
const exposing = fc.oneof(
  fc.record({
    from: clients,
    annotations: named(key, text),
    internal: fc.constantFrom('aws' as const, 'gcp' as const),
  }),
  fc.record({ from: clients, annotations: named(key, text), through: fc.constant(['10.0.0.0/8']) }),
);
const right = fc.record(
  {
    apiGroups: fc.constantFrom([''], ['apps', 'batch']),
    resources: fc.constantFrom(['pods', 'pods/log'], ['deployments/scale']),
    verbs: fc.constantFrom(['get'], ['list', 'watch', 'delete']),
    resourceNames: list(object),
  },
  { requiredKeys: ['apiGroups', 'resources', 'verbs'] },
);
const account = part({
  annotations: named(key, text),
  token: fc.boolean(),
  rights: list(right),
  clusterRights: list(right),
});

/** The options that name ports. */
function optionsOf(ports: readonly string[]) {
  const port = fc.constantFrom(...ports);
  const probe = probeOf(port);
  return {
    ...container,
    live: probe,
    startup: probe,
    preStop: fc.oneof(
      seconds(1, 25).map((time) => sleep(time)),
      words.map((command) => exec(command)),
    ),
    partOf: fc.constantFrom('a', 'A-b_c.d', LONGEST),
    labels,
    podLabels: labels,
    annotations: named(key, text),
    podAnnotations: named(key, text),
    group: number,
    fsGroup: number,
    supplementalGroups: list(number),
    imagePullSecrets: list(object),
    replicas: fc.oneof(fc.constantFrom(0, 1, 2, 50), autoscaling),
    nodeSelector: labels,
    tolerations: fc.oneof(
      fc.constant('all' as const),
      list(fc.record({ key, value: label, effect: fc.constant('NoExecute' as const), for: seconds(0, 60) })),
    ),
    affinity: part({ nodeAffinity: nodeTerms, podAffinity: podTerms, podAntiAffinity: podTerms }),
    topologySpread: list(
      fc.record({ topologyKey: zone, maxSkew: fc.constantFrom(1, 5), minDomains: fc.constantFrom(1, 3) }),
    ),
    terminationGrace: seconds(0, 3600),
    rolloutDeadline: seconds(60, 3600),
    rollout: fc.oneof(fc.constant('recreate' as const), part({ maxSurge: amount, maxUnavailable: amount })),
    minReady: seconds(0, 10),
    historyLimit: fc.constantFrom(0, 1, 100),
    disruptionBudget: fc.oneof(
      amount.map((minAvailable) => ({ minAvailable })),
      amount.map((maxUnavailable) => ({ maxUnavailable })),
    ),
    scratch: named(path, part({ size: fc.constant(Size.mebibytes(4)), inMemory: fc.boolean() })),
    volumes: named(fc.constantFrom('data', 'a-b'), fc.record({ mountPath: path, size })),
    connectsTo: named(
      fc.constantFrom('DATABASE', 'CACHE'),
      fc.constantFrom(
        external('db.example.com', 5432),
        external('10.1.2.3', 6379),
        inNamespace('other').service('x', 80, { podLabels: { app: 'x' } }),
      ),
    ),
    egress: list(fc.constantFrom(internet(443), cidr('10.1.0.0/16', 5432), cidr('fd00::/64', 1, 65_535))),
    hostAliases: fc.constantFrom({ '10.1.0.7': ['ldap.corp.example'] }, { 'fd00::1': ['a.b'] }),
    dnsOptions: fc.constantFrom({ ndots: '1' }, { timeout: '2', rotate: '' }),
    sysctls: fc.constantFrom({ 'net.ipv4.tcp_keepalive_time': '60' }, { 'kernel.shm_rmid_forced': '1' }),
    sessionAffinity: fc.constant('ClientIP' as const),
    allowFrom: named(
      port,
      list(fc.constantFrom(fromNetwork('10.0.0.0/22'), inNamespace('monitoring').pods({}))),
    ),
    metrics: fc.record({ port, path: fc.constantFrom('/metrics', '/m?x=y') }),
    exposed: fc
      .tuple(port, exposing)
      .map(([name, how]) =>
        'internal' in how
          ? loadBalancer({ ...how, ports: [name] })
          : nodePort({ ...how, ports: { [name]: undefined } }),
      ),
    serviceAccount: account,
    ingress: fc.record({
      domain: fc.constantFrom('a.example.com', '*.b.example.com'),
      port,
      className: fc.constant('nginx'),
      tls: fc.constantFrom(certManager('letsencrypt'), plainHttp('a test')),
    }),
    initContainers: named(fc.constant('first'), part({ ...container, cpu, memory: size })),
    sidecars: named(
      fc.constant('side'),
      fc
        .tuple(fc.record({ image: fc.constant(IMAGE), cpu, memory: size }), part(container))
        .map(([own, others]) => ({ ...own, ...others })),
    ),
  };
}

/** Port → what it may be. No two have a number in common. */
const PORTS = {
  http: fc.constantFrom(80, 8080),
  'dns-1': fc.record({ container: fc.constantFrom(53, 9000), service: fc.constantFrom(53, 8082) }),
  a1b2c3d4e5f6g7h: fc.constant(65_535),
};

/** Any workload: most contradict themselves. */
const anySpec: fc.Arbitrary<WorkloadSpec> = fc
  .shuffledSubarray(['http', 'dns-1', 'a1b2c3d4e5f6g7h'] as const, { minLength: 1 })
  .chain((ports) =>
    fc
      .tuple(
        fc.record({
          name: fc.constant('any'),
          image: fc.constant(IMAGE),
          kind: fc.constantFrom('deployment', 'statefulSet', 'daemonSet'),
          cpu,
          memory: size,
          ports: fc.record(Object.fromEntries(ports.map((name) => [name, PORTS[name]]))),
          ready: probeOf(fc.constantFrom(...ports)),
        }),
        part(optionsOf(ports)),
      )
      .map(([own, options]) => ({ ...own, ...options }) as WorkloadSpec),
  );

/**
 * Any workload that a synth accepts: what a finding is about is left out until there is none.
 *
 * @param kept options of an earlier version that stay as they are
 */
export function acceptedWorkload(kept: Partial<WorkloadSpec> = {}): fc.Arbitrary<WorkloadSpec | undefined> {
  return anySpec.map((spec) => withoutErrors({ ...spec, ...kept }, checkWorkload, KEPT));
}

const anySchedule = fc.record(
  {
    schedule: fc.constantFrom('0 3 * * mon-fri', '@hourly', '*/7 0-6,9 1 1 0'),
    timeZone: fc.constantFrom('Europe/Vienna', 'Etc/UTC'),
    concurrency: fc.constantFrom('forbid' as const, 'allow' as const, 'replace' as const),
    history: fc.record({ succeeded: fc.constantFrom(0, 7), failed: fc.constantFrom(0, 1) }),
    deadline: seconds(1, 86_400),
    retries: fc.constantFrom(0, 6),
  },
  { requiredKeys: ['schedule'] },
);

/** The same for what runs on a schedule. */
export function acceptedSchedule(): fc.Arbitrary<ScheduledWorkloadSpec | undefined> {
  return fc.tuple(anySpec, words, anySchedule).map(([spec, command, schedule]) => {
    const left: readonly string[] = [...NOT_SCHEDULED, ...LASTING];
    const pods = Object.entries(spec).filter(([option]) => !left.includes(option));
    return withoutErrors(
      { ...(Object.fromEntries(pods) as unknown as WorkloadSpec), command, ...schedule },
      checkScheduledWorkload,
      KEPT,
    );
  });
}
