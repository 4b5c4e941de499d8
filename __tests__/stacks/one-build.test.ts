import {
  Cpu,
  cronJob,
  httpGet,
  image,
  job,
  kubeconfig,
  localState,
  noProbe,
  project,
  Releases,
  service,
  Size,
} from 'slipway';
import { context, DIGEST, released, root } from '../support/small-project';
import { synthProject } from '../support/synth-project';

// As Sentry is: two builds, and dozens of services that each run one of them with another command.

const EVENTS = ['errors', 'transactions', 'replays', 'profiles', 'metrics', 'spans', 'feedback'] as const;
const STAGES = ['ingest', 'process', 'save', 'alert', 'forward'] as const;
const STORED = ['errors', 'transactions', 'replays', 'metrics', 'spans', 'sessions', 'outcomes'] as const;
const WRITES = ['consumer', 'replacer', 'subscriptions'] as const;

const ready = noProbe('takes messages from a queue, nobody connects to it');
const server = { ports: { http: 9000 }, ready: httpGet('http', '/_health/') } as const;

/** Every pair of them, as `ingest-errors`. */
function pairs<A extends string, B extends string>(ones: readonly A[], others: readonly B[]) {
  return ones.flatMap((one) => others.map((other) => `${one}-${other}` as const));
}

/** The same for each name. */
function each<const N extends string, V>(names: readonly N[], value: V): Readonly<Record<N, V>> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<N, V>;
}

const sentry = service({ name: 'front', image: image({ context }), ...server });
const snuba = service({ name: 'store', image: image({ context }), ...server });
const tasks = pairs(STAGES, EVENTS);
const writers = pairs(STORED, WRITES);
const consumers = [
  ...tasks.map((name) =>
    service({ name, image: sentry.image, command: ['sentry', 'run', 'consumer', name], ready }),
  ),
  ...writers.map((name) => service({ name, image: snuba.image, command: ['snuba', 'run', name], ready })),
];

const self = project({
  name: 'small',
  root,
  registry: 'registry.example.com/small',
  state: localState(),
  services: [sentry, snuba, ...consumers],
  jobs: [
    job({ name: 'upgrade', of: sentry, command: ['sentry', 'upgrade'], before: [sentry, ...consumers] }),
    cronJob({ name: 'cleanup', of: sentry, command: ['sentry', 'cleanup'], schedule: '@daily' }),
  ],
});
const size = { replicas: 1, cpu: Cpu.millis(50), memory: Size.mebibytes(128) };
const dev = self.environment({
  name: 'dev',
  cluster: kubeconfig({ context: 'dev', provides: {} }),
  services: { front: { ...size, replicas: 3 }, store: size, ...each(tasks, size), ...each(writers, size) },
});

const { stacks, record } = synthProject({
  project: self,
  environments: [dev],
  releases: Releases.of([released('dev', 'front'), released('dev', 'store')]),
});
const deployments: Readonly<Record<string, any>> =
  stacks['dev-services']?.resource['kubernetes_deployment_v1'] ?? {};

test('two builds serve fifty-eight services and their jobs', () => {
  expect(Object.keys(deployments)).toHaveLength(58);
  expect(Object.keys(record.images)).toEqual(['front', 'store']);
  const images = Object.values(deployments).map(({ spec }) => spec.template.spec.container[0].image);
  expect(new Set(images)).toEqual(
    new Set([
      `registry.example.com/small/front@${DIGEST.front}`,
      `registry.example.com/small/store@${DIGEST.store}`,
    ]),
  );
  expect(record.environments[0]?.jobs?.['upgrade']?.digest).toBe(DIGEST.front);
});

test('each runs its own command, and its environment sizes it by its name', () => {
  expect(deployments['ingest-errors'].spec.template.spec.container[0].command).toEqual([
    ...['sentry', 'run', 'consumer', 'ingest-errors'],
  ]);
  expect(deployments['sessions-replacer'].spec.replicas).toBe('1');
  // @ts-expect-error -- a consumer that there is not
  void each<(typeof tasks)[number], object>(['ingest-nothing'], size);
});
