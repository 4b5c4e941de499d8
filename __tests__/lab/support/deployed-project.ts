import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bridged,
  type Composition,
  Cpu,
  httpGet,
  image,
  kubeconfig,
  libvirt,
  localState,
  machineImage,
  project,
  Releases,
  service,
  Size,
} from 'slipway';

// The composition.ts of a project that deploy.test.ts lays out. Two files beside it say what it holds.
const read = (name: string) => JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as unknown;

const { image: blank, hosts } = read('given.json') as {
  readonly image: { readonly path: string; readonly digest: string };
  readonly hosts: Readonly<Record<string, string>>;
};
const { slots, disks, protect } = read('settings.json') as {
  readonly slots: Readonly<Record<string, string>>;
  readonly disks: readonly string[];
  readonly protect?: boolean;
};

const app = service({
  name: 'app',
  image: image({ context: join(__dirname, 'app') }),
  ports: { http: 8080 },
  ready: httpGet('http', '/'),
});

const tiny = project({
  name: 'tiny',
  root: __dirname,
  registry: 'registry.example.com/tiny',
  state: localState(),
  services: [app],
});

const dev = tiny.environment({
  name: 'dev',
  protect,
  hypervisors: Object.fromEntries(
    Object.entries(hosts).map(([name, uri]) => [
      name,
      libvirt({ uri, cores: 8, memory: Size.gibibytes(4), emulated: true }),
    ]),
  ),
  networks: { rack: bridged({ bridge: 'br9', cidr: '10.77.99.0/24', gateway: '10.77.99.1', dns: [] }) },
  pools: {
    nodes: {
      slots,
      cpu: 1,
      memory: Size.mebibytes(64),
      image: machineImage({ name: 'blank', source: blank.path, digest: blank.digest, architecture: 'amd64' }),
      network: 'rack',
      addresses: '10.77.99.16/28',
      rootDisk: Size.mebibytes(64),
      disks: Object.fromEntries(
        disks.map((name) => [name, { size: Size.mebibytes(16), mountPath: `/var/lib/${name}` }]),
      ),
    },
  },
  cluster: kubeconfig({ context: 'none', provides: {} }),
  services: { app: { replicas: 1, cpu: Cpu.millis(10), memory: Size.mebibytes(16) } },
});

export const composition: Composition = {
  project: tiny,
  environments: [dev],
  releases: Releases.of([]),
};
