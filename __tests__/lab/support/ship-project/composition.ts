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
  project,
  readReleases,
  type SecretSource,
  secretKey,
  service,
  Size,
} from 'slipway';

/** What a test says of the project: it writes `facts.json`, which is no part of the repository. */
export interface Facts {
  readonly cluster: { readonly endpoint: string; readonly ca: string };
  readonly registry: string;
  readonly storageClass: string;
  /** What `page` asks for in dev. */
  readonly pageCpu: number;
}

const facts = JSON.parse(readFileSync(join(__dirname, 'facts.json'), 'utf8')) as Facts;
/** So that a test need not wait for five minutes. */
const rolloutDeadline = Duration.seconds(20);

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
  pageCpu: number,
) =>
  line.environment({
    name,
    ...(after === undefined ? {} : { after }),
    protect: name === 'prod',
    cluster,
    secrets: { page: secret },
    services: {
      page: { replicas: 2, cpu: Cpu.millis(pageCpu), memory: Size.mebibytes(16) },
      notes: { cpu: Cpu.millis(10), memory: Size.mebibytes(16), volumes: { data: Size.mebibytes(16) } },
    },
  });

const dev = environment('dev', undefined, existingSecret(), facts.pageCpu);
const staging = environment('staging', dev, managedSecret({ revision: 1 }), 10);
const prod = environment('prod', staging, managedSecret({ revision: 1 }), 10);

export const composition: Composition = {
  project: line,
  environments: [dev, staging, prod],
  releases: readReleases(join(__dirname, 'releases')),
};
