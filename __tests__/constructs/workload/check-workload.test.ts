import fc from 'fast-check';
import { Token } from 'cdktf';
import { Cpu, Duration, Size } from '../../../constructs/quantities';
import {
  certManager,
  checkWorkload,
  exec,
  existingCertificate,
  apiServer,
  cidr,
  external,
  httpGet,
  inNamespace,
  internet,
  noProbe,
  plainHttp,
  secretKey,
  tcp,
  udp,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { spec } from './a-workload';

const PATH = 'environments.prod.services.api';

/** Each problem as `rule path`, with the workload's own path left out. */
function problemsOf(changes: Partial<WorkloadSpec>): string[] {
  return checkWorkload(spec(changes), PATH).map(({ rule, path }) => `${rule} ${path.slice(PATH.length)}`);
}

const ingress = {
  port: 'http',
  domain: 'shop.example.com',
  className: 'nginx',
  tls: certManager('letsencrypt'),
};
const volume = { mountPath: '/data', size: Size.gibibytes(1) };
const single = { single: true, replicas: 1 } as const;
const endpoint = { kind: 'workload', workload: 'database', port: 'sql', number: 5432 } as const;

describe('takes', () => {
  test.each<[string, Partial<WorkloadSpec>]>([
    ['the smallest workload', {}],
    ['one that is switched off', { replicas: 0 }],
    ['a stateful set with volumes', { kind: 'statefulSet', volumes: { data: volume } }],
    ['a daemon set', { kind: 'daemonSet', replicas: undefined }],
    ['one that is scaled', { replicas: { min: 2, max: 2, cpuPercent: 100 } }],
    [
      'one with everything',
      {
        ...single,
        partOf: 'shop',
        env: { LOG: 'x' },
        secrets: { PASSWORD: secretKey('shop-database', 'password') },
        files: { '/etc/api.yaml': '' },
        scratch: ['/tmp'],
        volumes: { data: volume },
        connectsTo: {
          DATABASE: endpoint,
          PAYMENTS: external('api.payments.example', 443, ['10.0.0.0/8', '2001:db8::/32']),
        },
        egress: [internet(443, udp(123)), cidr('10.1.0.0/16', 5432)],
        ingress,
        live: tcp('http'),
        startup: exec(['/check']),
        imagePullSecrets: ['registry'],
      },
    ],
    ['a worker without ports', { ports: {}, ready: noProbe('reads a queue') }],
    [
      'a registry with a port',
      { image: `localhost:5000/api@sha256:${'0'.repeat(64)}` as WorkloadSpec['image'] },
    ],
    ['directories beside each other', { scratch: ['/var/run', '/var/run2', '/var/cache'] }],
    [
      'what Terraform has yet to learn, in the environment',
      { env: { ADDRESS: Token.asString({ resolve: () => 'x' }) } },
    ],
  ])('%s', (_, changes) => {
    expect(problemsOf(changes)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each<[string, Partial<WorkloadSpec>, string[]]>([
    ['a name with capitals', { name: 'Api' }, ['workload/name .name']],
    ['a name that no Service can have', { name: '2fa' }, ['workload/name .name']],
    [
      'a name that leaves no room for what Kubernetes appends',
      { name: 'a'.repeat(53) },
      ['workload/name .name'],
    ],
    ['a part that is no label', { partOf: 'my shop' }, ['workload/part-of .partOf']],
    ['root', { user: 0 }, ['workload/user .user']],
    ['a user by name', { user: 'www' as unknown as number }, ['shape/kind .user']],
    [
      'a pull secret that cannot exist',
      { imagePullSecrets: ['Registry'] },
      ['workload/image-pull-secret .imagePullSecrets.Registry'],
    ],
    [
      'a pull secret that is named twice',
      { imagePullSecrets: ['registry', 'registry'] },
      ['workload/image-pull-secret .imagePullSecrets'],
    ],

    ['negative replicas', { replicas: -1 }, ['workload/replicas .replicas']],
    ['half a replica', { replicas: 1.5 }, ['workload/replicas .replicas']],
    [
      'an autoscaler that may scale to nothing',
      { replicas: { min: 0, max: 3, cpuPercent: 70 } },
      ['workload/autoscaling .replicas.min'],
    ],
    [
      'crossed bounds',
      { replicas: { min: 3, max: 2, cpuPercent: 70 } },
      ['workload/autoscaling .replicas.max'],
    ],
    [
      'a target of nothing',
      { replicas: { min: 1, max: 2, cpuPercent: 0 } },
      ['workload/autoscaling .replicas.cpuPercent'],
    ],
    [
      'a target of nothing',
      { replicas: { min: 1, max: 2, cpuPercent: 0 } },
      ['workload/autoscaling .replicas.cpuPercent'],
    ],
    ['several pods where one is the most', { single: true, replicas: 2 }, ['workload/single .replicas']],
    [
      'an autoscaler where one is the most',
      { single: true, replicas: { min: 1, max: 1, cpuPercent: 70 } },
      ['workload/single .replicas'],
    ],
    ['a volume for several pods', { volumes: { data: volume } }, ['workload/volumes-need-single .volumes']],
    [
      'a stateful set that is scaled by load',
      { kind: 'statefulSet', replicas: { min: 1, max: 2, cpuPercent: 70 } },
      ['workload/stateful-set .replicas'],
    ],
    [
      'more claims than a plan should have',
      { kind: 'statefulSet', replicas: 1_001, volumes: { data: volume } },
      ['workload/stateful-set .replicas'],
    ],
    [
      'a stateful set with volumes that is switched off',
      { kind: 'statefulSet', replicas: 0, volumes: { data: volume } },
      ['workload/stateful-set .replicas'],
    ],
    ['a stateful set of one, said twice', { kind: 'statefulSet', ...single }, ['workload/single .single']],
    [
      'a daemon set with all that belongs to the others',
      { kind: 'daemonSet', replicas: 2, volumes: { data: volume } },
      ['workload/daemon-set .replicas', 'workload/daemon-set .volumes'],
    ],
    ['a daemon set of one', { kind: 'daemonSet', ...single }, ['workload/single .single']],
    ['a kind that there is not', { kind: 'job' as never }, ['shape/kind .kind']],
    ['no CPU', { cpu: Cpu.millis(0) }, ['workload/cpu .cpu']],
    ['no memory', { memory: Size.bytes(0) }, ['workload/memory .memory']],
    ['memory in another unit', { memory: Size.bytes(512) }, ['workload/memory .memory']],

    [
      'a long port name',
      { ports: { http: 8080, 'a-name-too-long-x': 9090 } },
      ['workload/port-name .ports.a-name-too-long-x'],
    ],
    ['a port name without a letter', { ports: { http: 8080, '80': 9090 } }, ['workload/port-name .ports.80']],
    [
      'a port name with two hyphens',
      { ports: { http: 8080, 'a--b': 9090 } },
      ['workload/port-name .ports.a--b'],
    ],
    ['a port beyond the last', { ports: { http: 65_536 } }, ['workload/port-number .ports.http']],
    [
      'a port that Terraform has yet to learn',
      { ports: { http: Token.asNumber({ resolve: () => 1 }) } },
      ['workload/port-number .ports.http'],
    ],
    ['one number by two names', { ports: { http: 8080, web: 8080 } }, ['workload/port-twice .ports.web']],

    ['a forgotten probe', { ready: undefined }, ['shape/kind .ready']],
    ['a probe of a port that is not there', { ready: tcp('sql') }, ['workload/probe .ready.port']],
    ['a probe without a slash', { ready: httpGet('http', 'readyz') }, ['workload/probe .ready.path']],
    ['a probe without a command', { live: exec([]) }, ['workload/probe .live.command']],
    [
      'a probe that never pauses',
      { live: tcp('http', { period: Duration.seconds(0) }) },
      ['workload/probe-timing .live'],
    ],
    [
      'a probe that never fails',
      { startup: tcp('http', { failures: 0 }) },
      ['workload/probe-timing .startup.failures'],
    ],
    ['no probe without a reason', { ready: noProbe(' ') }, ['workload/probe .ready.reason']],
    [
      'a rollout that a slow start would fail',
      { startup: tcp('http', { failures: 60 }) },
      ['workload/rollout-deadline .rolloutDeadline'],
    ],
    [
      'a rollout without time',
      { rolloutDeadline: Duration.seconds(0) },
      ['workload/rollout-deadline .rolloutDeadline'],
    ],
    [
      'a termination without grace',
      { terminationGrace: Duration.seconds(0) },
      ['workload/termination-grace .terminationGrace'],
    ],

    [
      'a variable that Kubernetes does not take',
      { env: { 'LOG LEVEL': 'x', '..': 'x' } },
      ['workload/env-name .env["LOG LEVEL"]', 'workload/env-name .env[".."]'],
    ],
    [
      'a variable that begins with a digit',
      { secrets: { '1X': secretKey('s', 'k') } },
      ['workload/env-name .secrets.1X'],
    ],
    [
      'a variable of a connection given again',
      { connectsTo: { DATABASE: endpoint }, env: { DATABASE_HOST: 'x' } },
      ['workload/env-twice .env.DATABASE_HOST'],
    ],
    [
      'a variable in clear and from a secret',
      { env: { X: '1' }, secrets: { X: secretKey('s', 'k') } },
      ['workload/env-twice .env.X'],
    ],
    ['a secret in clear', { env: { API_TOKEN: 'hunter2' } }, ['workload/env-secret .env.API_TOKEN']],
    [
      'a Secret that cannot exist',
      { secrets: { X: secretKey('My_Secret', 'a b') } },
      ['workload/secret .secrets.X.secretName', 'workload/secret .secrets.X.key'],
    ],

    ['a relative path', { scratch: ['tmp'] }, ['workload/mount-path .scratch.tmp']],
    ['a path to the root', { scratch: ['/'] }, ['workload/mount-path .scratch["/"]']],
    ['a path that ends in a slash', { scratch: ['/tmp/'] }, ['workload/mount-path .scratch["/tmp/"]']],
    ['a path that climbs', { files: { '/etc/../x': '' } }, ['workload/mount-path .files["/etc/../x"]']],
    ['a path of the kernel', { files: { '/proc/x': '' } }, ['workload/mount-path .files["/proc/x"]']],
    ['one path twice', { scratch: ['/tmp', '/tmp'] }, ['workload/mount-conflict .scratch["/tmp"]']],
    [
      'files that would share a key',
      { files: { '/etc/a-b': '1', '/etc/a/b': '2' } },
      ['workload/mount-conflict .files["/etc/a/b"]'],
    ],
    [
      'directories that would share a name',
      { scratch: ['/a.b', '/a_b'] },
      ['workload/mount-conflict .scratch["/a_b"]'],
    ],
    [
      'scratch without a limit',
      { scratch: ['/tmp'], scratchSize: Size.bytes(0) },
      ['workload/scratch .scratch["/tmp"].size'],
    ],
    [
      'as much scratch in memory as there is',
      {
        scratch: {
          '/tmp': { size: Size.mebibytes(256), inMemory: true },
          '/dev/shm': { size: Size.mebibytes(256), inMemory: true },
          '/var/cache': { size: Size.gibibytes(4) },
        },
      },
      ['workload/scratch .scratch'],
    ],
    [
      'more files than a ConfigMap takes',
      { files: { '/x': 'a'.repeat(2 ** 20 + 1) } },
      ['workload/files .files'],
    ],
    [
      'a file that Terraform has yet to learn',
      { files: { '/x': Token.asString({ resolve: () => 'x' }) } },
      ['workload/files .files["/x"]'],
    ],
    [
      'a private key in a file',
      { files: { '/x': '-----BEGIN RSA PRIVATE KEY-----' } },
      ['workload/file-secret .files["/x"]'],
    ],
    [
      'a volume of bytes in place of gibibytes',
      { ...single, volumes: { data: { ...volume, size: Size.bytes(10) } } },
      ['workload/volume .volumes.data.size'],
    ],
    [
      'a volume name with capitals',
      { ...single, volumes: { Data: volume } },
      ['workload/volume .volumes.Data'],
    ],
    [
      'an empty volume',
      { ...single, volumes: { data: { ...volume, size: Size.bytes(0) } } },
      ['workload/volume .volumes.data.size'],
    ],

    [
      'a connection to nowhere',
      { connectsTo: { DB: { kind: 'workload', workload: '', namespace: 'No', port: 'x', number: 0 } } },
      [
        'workload/connection .connectsTo.DB.workload',
        'workload/connection .connectsTo.DB.namespace',
        'workload/connection .connectsTo.DB.number',
      ],
    ],
    [
      'a URL for a host',
      { connectsTo: { PAYMENTS: external('https://pay.example', 443) } },
      ['workload/external .connectsTo.PAYMENTS.server'],
    ],
    [
      'an address that a resolver takes for a name',
      { connectsTo: { PAYMENTS: external('010.0.0.1', 443) } },
      ['workload/external .connectsTo.PAYMENTS.server'],
    ],
    [
      'the metadata service as IPv4 inside IPv6',
      { connectsTo: { PAYMENTS: external('::ffff:169.254.169.254', 80) } },
      ['workload/external .connectsTo.PAYMENTS.server'],
    ],
    [
      'an address with a zone for a network',
      { connectsTo: { PAYMENTS: external('pay.example', 443, ['fe80::1%eth0/64']) } },
      ['workload/external .connectsTo.PAYMENTS.networks["fe80::1%eth0/64"]'],
    ],
    [
      'no network at all',
      { connectsTo: { PAYMENTS: external('pay.example', 443, []) } },
      ['workload/external .connectsTo.PAYMENTS.networks'],
    ],
    [
      'an address for a network',
      { connectsTo: { PAYMENTS: external('pay.example', 443, ['10.0.0.1']) } },
      ['workload/external .connectsTo.PAYMENTS.networks["10.0.0.1"]'],
    ],
    [
      'an octal address',
      { connectsTo: { PAYMENTS: external('pay.example', 443, ['010.0.0.0/8']) } },
      ['workload/external .connectsTo.PAYMENTS.networks["010.0.0.0/8"]'],
    ],
    [
      'too long a prefix',
      { connectsTo: { PAYMENTS: external('pay.example', 443, ['10.0.0.0/33']) } },
      ['workload/external .connectsTo.PAYMENTS.networks["10.0.0.0/33"]'],
    ],

    [
      'every address there is for a network',
      { connectsTo: { PAYMENTS: external('pay.example', 443, ['0.0.0.0/0']) } },
      ['workload/external .connectsTo.PAYMENTS.networks["0.0.0.0/0"]'],
    ],
    ...['database', 'db.internal', 'db.prod.svc', 'db.home.arpa', 'db.svc.cluster.local'].map(
      (server): [string, Partial<WorkloadSpec>, string[]] => [
        `a name that resolves inside, without its networks: ${server}`,
        { env: { DB: external(server, 5432).address() } },
        ['workload/external-networks .env.DB.networks'],
      ],
    ),
    [
      'a Service of another namespace that nobody can name',
      { connectsTo: { MQ: inNamespace('Mq').service('', 0, { podLabels: { 'a b': 'c' } }) } },
      [
        'workload/connection .connectsTo.MQ.service',
        'workload/connection .connectsTo.MQ.namespace',
        'workload/connection .connectsTo.MQ.number',
        'workload/connection .connectsTo.MQ.podLabels["a b"]',
      ],
    ],
    ['a way out without a port', { egress: [internet()] }, ['workload/egress .egress[0]']],
    ['a way out to a port that there is not', { egress: [internet(0)] }, ['workload/egress .egress[0]']],
    [
      'a way out to every address there is',
      { egress: [internet(443), cidr('0.0.0.0/0', 443)] },
      ['workload/egress .egress[1]["0.0.0.0/0"]'],
    ],
    ['an API server that is nowhere', { egress: [apiServer()] }, ['workload/egress .egress[0]']],

    [
      'an ingress to a port that is not there',
      { ingress: { ...ingress, port: 'web' } },
      ['workload/ingress-port .ingress.port'],
    ],
    [
      'a domain with a scheme',
      { ingress: { ...ingress, domain: 'https://shop.example.com' } },
      ['workload/domain .ingress.domain'],
    ],
    [
      'a domain with capitals',
      { ingress: { ...ingress, domain: 'Shop.example.com' } },
      ['workload/domain .ingress.domain'],
    ],
    [
      'a class that cannot exist',
      { ingress: { ...ingress, className: '' } },
      ['workload/ingress-class .ingress.className'],
    ],
    [
      'a controller nowhere',
      { ingress: { ...ingress, controllerNamespace: 'a.b' } },
      ['workload/ingress-controller .ingress.controllerNamespace'],
    ],
    [
      'an issuer that cannot exist',
      { ingress: { ...ingress, tls: certManager('Lets Encrypt') } },
      ['workload/tls .ingress.tls'],
    ],
    [
      'a certificate that cannot exist',
      { ingress: { ...ingress, tls: existingCertificate('') } },
      ['workload/tls .ingress.tls'],
    ],
    [
      'plain HTTP without a reason',
      { ingress: { ...ingress, tls: plainHttp('') } },
      ['workload/plain-http .ingress.tls.reason'],
    ],
  ])('%s', (_, changes, problems) => {
    expect(problemsOf(changes)).toEqual(problems);
  });

  test.each([
    'api:1.2',
    'api',
    'registry.example.com/api:latest',
    `api@sha256:${'A'.repeat(64)}`,
    `api@sha256:${'a'.repeat(63)}`,
    `api:1@sha256:${'a'.repeat(64)}`,
  ])('an image that is not pinned by digest only: %s', (image) => {
    expect(problemsOf({ image: image as WorkloadSpec['image'] })).toEqual(['workload/image .image']);
  });
});

test('a finding never shows the secret that it found', () => {
  const findings = checkWorkload(
    spec({
      env: { API_TOKEN: 'hunter2', URL: 'postgres://api:hunter2@db/shop' },
      files: { '/x': '-----BEGIN PRIVATE KEY-----\nhunter2' },
    }),
    PATH,
  );
  expect(findings).toHaveLength(3);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test('an unknown combination of numbers is reported, never thrown', () => {
  const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(number, number, number, (min, max, port) => {
      const findings = checkWorkload(
        spec({ replicas: { min, max, cpuPercent: 70 }, ports: { http: port } }),
        PATH,
      );
      if (![min, max, port].every(Number.isFinite)) {
        expect(findings.map(({ rule }) => rule)).toContain('shape/kind');
        return;
      }
      const sound = [min, max].every((bound) => Number.isSafeInteger(bound) && bound >= 1) && max >= min;
      expect(findings.some(({ rule }) => rule === 'workload/autoscaling')).toBe(!sound);
      expect(findings.some(({ rule }) => rule.startsWith('workload/port'))).toBe(
        !(Number.isSafeInteger(port) && port >= 1 && port <= 65_535),
      );
    }),
  );
});

test.each([
  [{ egress: [cidr('169.254.0.0/16', 80)] }, '.egress[0]["169.254.0.0/16"]'],
  [{ egress: [cidr('169.254.169.254/32', 80)] }, '.egress[0]["169.254.169.254/32"]'],
  [{ connectsTo: { META: external('169.254.169.254', 80) } }, '.connectsTo.META.server'],
])('a way to the metadata service of a cloud is a warning', (changes, path) => {
  expect(checkWorkload(spec(changes), PATH)).toEqual([
    expect.objectContaining({
      rule: 'workload/metadata-service',
      severity: 'warning',
      path: `${PATH}${path}`,
    }),
  ]);
});
