import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Composition,
  Cpu,
  Duration,
  existing,
  type ExistingCluster,
  httpGet,
  image,
  job,
  localState,
  project,
  readReleases,
  service,
  Size,
} from 'slipway';
import type { Facts } from '../ship-project/composition';

const facts = JSON.parse(readFileSync(join(__dirname, 'facts.json'), 'utf8')) as Facts;

const SHORT = {
  terminationGrace: Duration.seconds(1),
  rolloutDeadline: Duration.seconds(facts.rolloutSeconds),
};
const context = join(__dirname, 'app');
const ready = httpGet<'http'>('http', '/', { period: Duration.seconds(1) });

/** What the job connects to: it must be there first. */
const store = service({ name: 'store', image: image({ context }), ports: { http: 8080 }, ready, ...SHORT });

const app = service({
  name: 'app',
  image: store.image,
  ports: { http: 8080 },
  ready,
  connectsTo: { STORE: store.port('http') },
  ...SHORT,
});

const migrate = job({ name: 'migrate', of: app, command: ['sh', '/app/migrate.sh'], before: [app] });

const cleanUp = job({
  name: 'clean-up',
  of: app,
  command: ['sh', '-c', 'echo "cleaned up behind $(cat /app/index.html)"'],
  after: [app],
});

const jobs = project({
  name: 'jobs',
  root: __dirname,
  registry: `${facts.registry}/jobs`,
  state: localState(),
  build: { builder: 'classic', registryAuth: 'none' },
  services: [store, app],
  jobs: [migrate, cleanUp],
});

const small = { replicas: 1, cpu: Cpu.millis(10), memory: Size.mebibytes(16) };
const cluster: ExistingCluster<never> = existing({ ...facts.cluster, provides: { networkPolicies: false } });
const dev = jobs.environment({
  name: 'dev',
  cluster,
  services: { store: small, app: small },
});

export const composition: Composition = {
  project: jobs,
  environments: [dev],
  releases: readReleases(join(__dirname, 'environments')),
};
