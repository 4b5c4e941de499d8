import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Composition,
  Cpu,
  type DeclaredEnvironment,
  Duration,
  existing,
  type ExistingCluster,
  existingSecret,
  exec,
  httpGet,
  image,
  localState,
  managedSecret,
  podCheck,
  postgresState,
  project,
  readReleases,
  type SecretSource,
  secretKey,
  service,
  Size,
  type State,
} from 'slipway';

/** What a test says of the project: it writes `facts.json`, which is no part of the repository. */
export interface Facts {
  readonly cluster: { readonly endpoint: string; readonly ca: string };
  readonly registry: string;
  readonly storageClass: string;
  /** What `page` asks for in dev. */
  readonly pageCpu: number;
  /** How long a rollout may take without getting on. */
  readonly rolloutSeconds: number;
  /** Where the state of staging is kept. */
  readonly stagingState: 'local' | 'postgres';
}

const facts = JSON.parse(readFileSync(join(__dirname, 'facts.json'), 'utf8')) as Facts;
const rolloutDeadline = Duration.seconds(facts.rolloutSeconds);

const page = service({
  name: 'page',
  image: image({ context: join(__dirname, 'page') }),
  ports: { http: 8080 },
  ready: httpGet('http', '/', { period: Duration.seconds(1) }),
  secrets: { TOKEN: secretKey('page', 'token') },
  terminationGrace: Duration.seconds(5),
  rolloutDeadline,
});

const notes = service({
  name: 'notes',
  image: image({ context: join(__dirname, 'notes') }),
  ready: exec(['test', '-w', '/notes'], { period: Duration.seconds(1) }),
  volumes: { data: '/notes' },
  single: true,
  terminationGrace: Duration.seconds(1),
  rolloutDeadline,
});

const line = project({
  name: 'line',
  root: __dirname,
  registry: `${facts.registry}/line`,
  state: localState(),
  build: { builder: 'classic', registryAuth: 'none' },
  services: [page, notes],
});

const cluster: ExistingCluster<never> = existing({
  ...facts.cluster,
  provides: { storageClass: facts.storageClass, networkPolicies: false },
});

const environment = (
  name: string,
  after: DeclaredEnvironment | undefined,
  secret: SecretSource,
  { pageCpu = 10, state }: { readonly pageCpu?: number; readonly state?: State } = {},
) =>
  line.environment({
    name,
    ...(state === undefined ? {} : { state }),
    ...(after === undefined ? {} : { after }),
    protect: name === 'prod',
    cluster,
    secrets: { page: secret },
    checks: [podCheck({ to: page.port('http'), contains: 'version' })],
    services: {
      page: { replicas: 2, cpu: Cpu.millis(pageCpu), memory: Size.mebibytes(16) },
      notes: { cpu: Cpu.millis(10), memory: Size.mebibytes(16), volumes: { data: Size.mebibytes(16) } },
    },
  });

const dev = environment('dev', undefined, existingSecret(), { pageCpu: facts.pageCpu });
const staging = environment('staging', dev, managedSecret({ revision: 1 }), {
  state: facts.stagingState === 'postgres' ? postgresState({ schemaPrefix: 'line_' }) : localState(),
});
const prod = environment('prod', staging, managedSecret({ revision: 1 }));

export const composition: Composition = {
  project: line,
  environments: [dev, staging, prod],
  releases: readReleases(join(__dirname, 'environments')),
};
