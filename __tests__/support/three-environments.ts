import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  bridged,
  type Composition,
  compose,
  Cpu,
  cronJob,
  httpGet,
  image,
  InvalidInput,
  kubeconfig,
  libvirt,
  localState,
  machineImage,
  managedSecret,
  nat,
  plainHttp,
  prebuilt,
  project,
  readPlacements,
  readReleases,
  secretKey,
  service,
  Size,
  tcp,
} from 'slipway';

/**
 * The raw values of a project with three environments, nothing of it typed: a test changes them as JavaScript may, where no
 * compiler looks.
 */
export interface Raw {
  project: any;
  services: Record<string, any>;
  jobs: any[];
  dev: any;
  staging: any;
  prod: any;
  /** Changes what compose() is given. */
  composed: (composition: any) => any;
  /** The project's folder, made for this one case. */
  readonly folder: string;
}

const OPERATORS = {
  users: [
    {
      name: 'ops',
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDexampleexampleexampleexampleexampleexampleexam ops'],
      sudo: true,
    },
  ],
};

export const MACHINE = machineImage({
  name: 'tiny',
  source: '/images/tiny.qcow2',
  digest: `sha256:${'a'.repeat(64)}`,
  architecture: 'amd64',
});

export function host(uri: string, props: object = {}): any {
  return libvirt({ uri, cores: 16, memory: Size.gibibytes(64), ...props });
}

export function lan(block: string, gateway: string, props: object = {}): any {
  return bridged({ bridge: 'br0', cidr: block, gateway, dns: [gateway], ...props });
}

export function provides(): any {
  return {
    storageClass: 'standard',
    metrics: true,
    ingress: { className: 'nginx', controllerNamespace: 'ingress-nginx', tls: plainHttp('a test') },
  };
}

/** Gives dev a cluster with these differences. */
export function cluster(options: object, provided: object = {}) {
  return (r: Raw) => {
    r.dev.cluster = kubeconfig({
      context: 'x',
      nodePool: 'nodes',
      ...options,
      provides: { ...provides(), ...provided },
    } as never);
  };
}

function pool(slots: unknown, network: string, addresses: string): any {
  return {
    slots,
    cpu: 2,
    memory: Size.gibibytes(8),
    image: MACHINE,
    network,
    addresses,
    cloudInit: structuredClone(OPERATORS),
  };
}

function settings(domain: string): any {
  return {
    web: { replicas: 2, cpu: Cpu.millis(100), memory: Size.mebibytes(64), domain },
    api: {
      replicas: 2,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(64),
      settings: { LOG_LEVEL: 'info' },
    },
    database: { cpu: Cpu.millis(100), memory: Size.mebibytes(64), volumes: { data: Size.gibibytes(1) } },
  };
}

function raw(folder: string): Raw {
  return {
    folder,
    project: { name: 'shop', root: folder, registry: 'registry.example.com/shop', state: localState() },
    services: {
      web: {
        name: 'web',
        image: image({ context: join(folder, 'web') }),
        ports: { http: 8080 },
        ready: httpGet('http', '/'),
        public: 'http',
      },
      api: {
        name: 'api',
        image: prebuilt(`docker.io/library/api@sha256:${'b'.repeat(64)}`),
        ports: { http: 8080 },
        ready: httpGet('http', '/'),
        settings: ['LOG_LEVEL'],
        secrets: { PASSWORD: secretKey('shop-database', 'password') },
      },
      database: {
        name: 'database',
        image: prebuilt(`docker.io/library/postgres@sha256:${'c'.repeat(64)}`),
        single: true,
        ports: { sql: 5432 },
        ready: tcp('sql'),
        volumes: { data: '/data' },
      },
    },
    jobs: [],
    dev: {
      name: 'dev',
      hypervisors: { desk: host('qemu:///system') },
      networks: { lan: nat({ cidr: '10.20.0.0/24' }) },
      pools: { nodes: pool({ 0: 'desk', 1: 'desk' }, 'lan', '10.20.0.16/28') },
      cluster: kubeconfig({ context: 'shop-dev', nodePool: 'nodes', provides: provides() }),
      secrets: { 'shop-database': managedSecret({ revision: 1 }) },
      services: settings('shop.dev.example.com'),
    },
    staging: {
      name: 'staging',
      hypervisors: {
        'rack1-a': host('qemu+ssh://ops@rack1-a/system'),
        'rack1-b': host('qemu+ssh://ops@rack1-b/system'),
      },
      networks: { rack: lan('10.30.0.0/24', '10.30.0.1') },
      pools: { nodes: pool({ 0: 'rack1-a', 1: 'rack1-b' }, 'rack', '10.30.0.16/28') },
      cluster: kubeconfig({ context: 'shop-staging', nodePool: 'nodes', provides: provides() }),
      secrets: { 'shop-database': managedSecret({ revision: 1 }) },
      services: settings('shop.staging.example.com'),
    },
    prod: {
      name: 'prod',
      protect: true,
      hypervisors: {
        'rack2-a': host('qemu+ssh://ops@rack2-a/system'),
        'rack2-b': host('qemu+ssh://ops@rack2-b/system'),
      },
      networks: { rack: lan('10.40.0.0/24', '10.40.0.1') },
      pools: { nodes: pool({ 0: 'rack2-a', 1: 'rack2-b' }, 'rack', '10.40.0.16/28') },
      cluster: kubeconfig({ context: 'shop-prod', nodePool: 'nodes', provides: provides() }),
      secrets: { 'shop-database': managedSecret({ revision: 1 }) },
      services: settings('shop.example.com'),
    },
    composed: (composition) => composition,
  };
}

/** What the project is after a change, made as `project.ts` and `environments/*` make it. */
function made(r: Raw): Composition {
  const services: Record<string, any> = Object.fromEntries(
    Object.entries(r.services).map(([name, props]) => [name, service(props)]),
  );
  const shop: any = project({
    services: Object.values(services),
    ...(r.jobs.length > 0
      ? { jobs: r.jobs.map((props) => cronJob({ ...props, of: services[props.of] })) }
      : {}),
    ...r.project,
  });
  const dev = shop.environment(r.dev);
  const staging = shop.environment({ after: dev, ...r.staging });
  const prod = shop.environment({ after: staging, ...r.prod });
  return r.composed({
    project: shop,
    environments: [dev, staging, prod],
    releases: readReleases(join(r.folder, 'environments')),
    placements: readPlacements(join(r.folder, 'environments')),
  });
}

/** What the synth of a changed project says: its problems as text, `''` where it accepts. Anything else is thrown. */
export function reportOn(change: (r: Raw) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bad-input-'));
  try {
    mkdirSync(join(folder, 'web'));
    mkdirSync(join(folder, 'environments'));
    writeFileSync(join(folder, 'web/Dockerfile'), 'FROM scratch\nCOPY . /\n');
    const values = raw(folder);
    change(values);
    const app = new App({ outdir: join(folder, 'cdktf.out') });
    compose(app, made(values));
    app.synth();
    return '';
  } catch (error) {
    if (error instanceof InvalidInput) return error.message.replaceAll(folder, '<project>');
    throw error;
  } finally {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true });
  }
}

type Change = (r: Raw) => void;

/** A test for each row: what is written, the change that writes it, and what the report must say of it. */
export function refused(rows: readonly (readonly [input: string, change: Change, says: string])[]): void {
  test.each(rows)('refused: %s', (_input, change, says) => {
    expect(reportOn(change)).toContain(says);
  });
}

/** A test for each row: what is written, and why that is right although it looks odd. */
export function accepted(rows: readonly (readonly [input: string, because: string, change: Change])[]): void {
  test.each(rows)('accepted: %s, because %s', (_input, _because, change) => {
    expect(reportOn(change)).toBe('');
  });
}
