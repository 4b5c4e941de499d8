import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bridged,
  Cpu,
  type DeclaredEnvironment,
  type EnvironmentProps,
  httpGet,
  image,
  kubeconfig,
  libvirt,
  localState,
  machineImage,
  managedSecret,
  nat,
  parseDigest,
  type Placement,
  Placements,
  plainHttp,
  project,
  type ProjectProps,
  type Release,
  Releases,
  secretKey,
  service,
  type Service,
  Size,
  tcp,
} from 'slipway';

/** A folder with one build context, removed after the tests of the file. */
export const root = mkdtempSync(join(tmpdir(), 'slipway-project-'));
export const context = join(root, 'app');
mkdirSync(context);
writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
writeFileSync(join(context, 'app.js'), 'console.log(1);\n');
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

export const store = service({
  name: 'store',
  image: image({ context }),
  single: true,
  ports: { sql: 5432 },
  ready: tcp('sql'),
  secrets: { PASSWORD: secretKey('store', 'password') },
  volumes: { data: '/data' },
});

export const front = service({
  name: 'front',
  image: image({ context }),
  ports: { http: 8080 },
  ready: httpGet('http', '/'),
  connectsTo: { STORE: store.port('sql') },
  public: 'http',
  settings: ['LOG_LEVEL'],
});

const machine = machineImage({
  name: 'tiny',
  source: '/images/tiny.qcow2',
  digest: `sha256:${'a'.repeat(64)}`,
  architecture: 'amd64',
});

/** What may be set apart from a project that has no problem. Not typed by the services: wrong input is what tests are after. */
export interface Changes {
  readonly project?: Partial<ProjectProps<readonly Service[]>>;
  readonly dev?: object;
  readonly prod?: object;
  /** Leaves prod out. */
  readonly devOnly?: true;
  readonly releases?: readonly Release[];
  /** Who may sign events. @default no file says so */
  readonly allowedSigners?: string;
  readonly placements?: readonly Placement[];
}

/** Two services in two environments, with nothing wrong but what `changes` make wrong. */
export function smallProject(changes: Changes = {}) {
  const small = project({
    name: 'small',
    root,
    registry: 'registry.example.com/small',
    state: localState(),
    services: [front, store] as readonly Service[],
    ...changes.project,
  });
  const dev = environment(small, { ...devProps(), ...changes.dev });
  const prod = environment(small, { ...prodProps(dev), ...changes.prod });
  return {
    project: small,
    environments: changes.devOnly === true ? [dev] : [dev, prod],
    releases: Releases.of(changes.releases ?? releasedEverywhere(), 'environments', changes.allowedSigners),
    placements: Placements.of(changes.placements ?? []),
  };
}

type AnyProps = EnvironmentProps<DeclaredEnvironment['services']>;

function environment(small: ReturnType<typeof project>, props: AnyProps): DeclaredEnvironment {
  return small.environment(props as never);
}

export function devProps(): AnyProps {
  return {
    name: 'dev',
    hypervisors: { desk: libvirt({ uri: 'qemu:///system', cores: 8, memory: Size.gibibytes(16) }) },
    networks: { lan: nat({ cidr: '10.1.0.0/24' }) },
    pools: {
      nodes: {
        slots: { 0: 'desk', 1: 'desk' },
        cpu: 2,
        memory: Size.gibibytes(4),
        image: machine,
        network: 'lan',
        addresses: '10.1.0.16/28',
      },
    },
    cluster: kubeconfig({ context: 'dev', nodePool: 'nodes', provides: provides() }),
    secrets: { store: managedSecret({ revision: 1 }) },
    services: services('dev.example.com'),
  };
}

export function prodProps(dev: DeclaredEnvironment): AnyProps {
  return {
    ...devProps(),
    name: 'prod',
    after: dev,
    protect: true,
    hypervisors: {
      a: libvirt({ uri: 'qemu+ssh://ops@a/system', cores: 8, memory: Size.gibibytes(16) }),
      b: libvirt({ uri: 'qemu+ssh://ops@b/system', cores: 8, memory: Size.gibibytes(16) }),
    },
    networks: {
      lan: bridged({ bridge: 'br0', cidr: '10.2.0.0/24', gateway: '10.2.0.1', dns: ['10.2.0.1'] }),
    },
    pools: {
      nodes: {
        slots: { 0: 'a', 1: 'b' },
        cpu: 2,
        memory: Size.gibibytes(4),
        image: machine,
        network: 'lan',
        addresses: '10.2.0.16/28',
      },
    },
    cluster: kubeconfig({ context: 'prod', nodePool: 'nodes', provides: provides() }),
    services: services('example.com'),
  };
}

export function provides() {
  return {
    storageClass: 'standard',
    metrics: true,
    ingress: { className: 'nginx', controllerNamespace: 'ingress-nginx', tls: plainHttp('a test') },
  };
}

export function services(domain: string) {
  return {
    front: {
      replicas: 2,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(64),
      domain,
      settings: { LOG_LEVEL: 'info' },
    },
    store: { cpu: Cpu.millis(100), memory: Size.mebibytes(64), volumes: { data: Size.gibibytes(1) } },
  };
}

export const DIGEST = {
  front: parseDigest(`sha256:${'1'.repeat(64)}`),
  store: parseDigest(`sha256:${'2'.repeat(64)}`),
};

/** A release of a service, verified where it is. */
export function released(
  environment: string,
  name: 'front' | 'store',
  changes: Partial<Release> = {},
): Release {
  const recorded = environment === 'dev' ? '2026-11-01T10:00:00Z' : '2026-11-03T10:00:00Z';
  const verified = environment === 'dev' ? '2026-11-02T10:00:00Z' : '2026-11-04T10:00:00Z';
  const image = DIGEST[name];
  return {
    environment,
    service: name,
    selected: image,
    records: [
      {
        digest: image,
        sourceHash: (name === 'front' ? 'f' : '5').repeat(64),
        commit: 'c'.repeat(40),
        platforms: ['linux/amd64'],
        recordedAt: recorded,
      },
    ],
    history: [
      { at: recorded, event: 'selected', digest: image, by: 'a test' },
      { at: verified, event: 'verified', digest: image, by: 'a test' },
    ],
    ...changes,
  };
}

function releasedEverywhere(): readonly Release[] {
  return (['dev', 'prod'] as const).flatMap((name) => [released(name, 'front'), released(name, 'store')]);
}
