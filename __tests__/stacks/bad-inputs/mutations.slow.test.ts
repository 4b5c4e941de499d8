/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import fc from 'fast-check';
import {
  cidr,
  commandCheck,
  Cpu,
  Duration,
  exec,
  external,
  file,
  httpCheck,
  httpGet,
  prebuilt,
  prometheusCheck,
  secretKey,
  Size,
  tcp,
} from 'slipway';
import { type Raw, reportOn } from '../../support/three-environments';

/** Adds options of every kind to the project: each is a place where something wrong can stand. */
function rich({ services, jobs, dev, staging, prod, project }: Raw): void {
  // The image of all pools is one constant: each project gets its own to change.
  for (const { pools } of [dev, staging, prod]) pools.nodes.image = { ...pools.nodes.image };
  const image = prebuilt(`docker.io/library/helper@sha256:${'d'.repeat(64)}`);
  Object.assign(project, { labels: { team: 'shop' }, annotations: { owner: 'ada' } });
  Object.assign(services['web'], {
    live: httpGet('http', '/healthz', {
      period: Duration.seconds(5),
      timeout: Duration.seconds(2),
      failures: 6,
    }),
    startup: exec(['true'], { period: Duration.seconds(5) }),
    preStop: { kind: 'sleep', duration: Duration.seconds(5) },
    terminationGrace: Duration.seconds(40),
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
    topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1 }],
    files: {
      '/etc/web/app.conf': file('a = 1\n', { mode: 0o400 }),
      '/etc/web/key': secretKey('shop-database', 'password'),
    },
    scratch: ['/tmp'],
    egress: [cidr('10.9.0.0/16', 5432)],
    initContainers: { warm: { command: ['true'], env: { A: 'b' } } },
    sidecars: { exporter: { image, cpu: Cpu.millis(10), memory: Size.mebibytes(16), env: { A: 'b' } } },
  });
  Object.assign(services['api'], {
    env: { MODE: 'fast' },
    connectsTo: { PAYMENTS: external('pay.example.com', 443, ['192.0.2.0/24']) },
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    disruptionBudget: { maxUnavailable: 1 },
    live: tcp('http'),
  });
  jobs.push({
    name: 'nightly',
    of: 'api',
    command: ['report'],
    schedule: '0 3 * * *',
    timeZone: 'Europe/Berlin',
  });
  Object.assign(dev.pools.nodes, {
    rootDisk: Size.gibibytes(30),
    disks: { data: { size: Size.gibibytes(10), mountPath: '/data', fileSystem: 'ext4' } },
    maxUnavailable: 1,
    spread: 'preferred',
    formerly: 'workers',
  });
  Object.assign(dev.pools.nodes.cloudInit, {
    packages: ['curl'],
    files: { '/etc/motd': { content: 'hello\n', permissions: '0644', owner: 'root:root' } },
    commands: [['true'], 'true'],
    timezone: 'UTC',
    ntp: ['ntp.example.com'],
    locale: 'en_US.UTF-8',
    merge: { package_upgrade: true },
  });
  Object.assign(dev.hypervisors.desk, {
    reserve: { cpu: 1, memory: Size.gibibytes(1) },
    storagePool: 'default',
  });
  Object.assign(dev, { overcommit: { cpu: 2, memory: 1 }, labels: { tier: 'dev' } });
  Object.assign(staging, {
    soak: Duration.hours(1),
    freeze: [{ from: '2026-12-24T00:00:00Z', until: '2026-12-27T00:00:00Z', reason: 'holidays' }],
  });
  Object.assign(dev, {
    checks: [
      httpCheck({
        url: 'https://dev.example.com/',
        status: 204,
        contains: 'ok',
        within: Duration.seconds(5),
      }),
      commandCheck({ command: ['npm', 'run', 'e2e'], within: Duration.minutes(5) }),
      prometheusCheck({
        ...{ server: 'https://p.example.com', query: 'up', atLeast: 1, atMost: 1 },
        ...{ for: Duration.minutes(1), tokenVariable: 'PROMETHEUS_TOKEN' },
      }),
    ],
  });
  Object.assign(prod.services.api, {
    replicas: { min: 2, max: 4, cpuPercent: 70 },
    cpuLimit: Cpu.cores(1),
    memoryRequest: Size.mebibytes(32),
  });
  Object.assign(prod, { survives: { hosts: 0 } });
}

const circle: Record<string, unknown> = {};
circle['circle'] = circle;
const failing = {
  get: () => {
    throw new Error('boom');
  },
};

/** What nobody should write, by what it is. */
const HOSTILE: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  NaN: () => NaN,
  Infinity: () => Infinity,
  'a negative number': () => -1,
  'half a number': () => 0.5,
  'a number too large': () => 1e300,
  'a large whole number': () => 2 ** 40,
  'empty text': () => '',
  'a blank': () => ' ',
  'a symbol': () => Symbol('x'),
  'a bigint': () => 5n,
  'a function': () => () => 'x',
  'a getter that throws': () => Object.defineProperty({}, 'x', { enumerable: true, ...failing }),
  'a circle': () => circle,
  'ten thousand levels': () => Array.from({ length: 10_000 }).reduce<object>((inner) => [inner], []),
  'a proxy that throws': () =>
    new Proxy({}, { ...failing, ownKeys: failing.get, getPrototypeOf: failing.get }),
  'a proxy that lists nothing': () => new Proxy({}, { ownKeys: failing.get }),
  'an object with __proto__': () => JSON.parse('{"__proto__":{"x":1}}') as unknown,
  'an object without a prototype': () => Object.create(null) as unknown,
  'an empty object': () => ({}),
  'an empty list': () => [],
  'a list of null': () => [null],
  true: () => true,
  'text of two megabytes': () => 'x'.repeat(2 * 2 ** 20),
  'text of a hundred thousand characters': () => 'x'.repeat(100_000),
  'a NUL': () => 'a\0b',
  'a line break': () => 'a\nb',
  'half a character': () => 'a\ud800',
  'a change of direction': () => 'a\u202eb',
  'a token of cdktf': () => '${TfToken[TOKEN.0]}',
  "a template of Terraform's": () => '${x}',
  'a name that every object has': () => 'constructor',
  __proto__: () => '__proto__',
  'a path that leads out': () => '../../x',
  'an option': () => '-x',
  'a Date': () => new Date(0),
  'a Map': () => new Map([['a', 'b']]),
  'a billion days': () => Duration.days(1_000_000_000),
  'no time': () => Duration.seconds(0),
  'no size': () => Size.bytes(0),
  'a billion gibibytes': () => Size.gibibytes(1_000_000),
  'a billion processors': () => Cpu.cores(1_000_000_000),
  'no processor': () => Cpu.millis(0),
};

type Path = readonly string[];

/** Every place in the project where a value stands. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || path.length > 12) return [path];
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return [
    path,
    ...(isPlain ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])) : []),
  ];
}

function allPlaces(): readonly Path[] {
  let places: readonly Path[] = [];
  reportOn((r) => {
    rich(r);
    const { project, services, jobs, dev, staging, prod } = r;
    places = placesIn({ project, services, jobs, dev, staging, prod }).filter(
      // Whose image a job runs is looked up by the test's own code. A value that is not a service has no name, but a number.
      (path) => path.length > (path[0] === 'services' ? 2 : 1) && path.at(-1) !== 'of',
    );
  });
  return places;
}

/** What the synth says of the project with another value at a place. */
function reportWith(path: Path, value: () => unknown): string {
  return reportOn((r) => {
    rich(r);
    const holder = path.slice(0, -1).reduce<any>((inner, key) => inner[key], r);
    holder[path.at(-1) ?? ''] = value();
  });
}

test('the project is right before anything is changed', () => {
  expect(reportOn(rich)).toBe('');
});

const places = allPlaces();

/** What these take away is missed elsewhere, and reported there: a slot whose hypervisor was removed. */
const EMPTY: ReadonlySet<string> = new Set([
  'nothing',
  'an empty object',
  'an object without a prototype',
  'an empty list',
]);

/** What is refused names where it stands: the place itself, or what it is a part or an entry of. */
function names(report: string, path: Path): boolean {
  return path.slice(1).some((key) => report.includes(key)) && !/\n\s+at /.test(report);
}

test('every replaced value is refused with its path, or accepted and then valid', () => {
  const mutant = fc.record({
    path: fc.constantFrom(...places),
    what: fc.constantFrom(...Object.keys(HOSTILE)),
  });
  fc.assert(
    fc.property(mutant, ({ path, what }) => {
      // An accepted project is checked against the schemas of the providers; anything but a report is thrown.
      const report = reportWith(path, HOSTILE[what] ?? (() => undefined));
      expect(report === '' || EMPTY.has(what) || names(report, path)).toBe(true);
    }),
    { seed: 15, numRuns: 150 },
  );
});
