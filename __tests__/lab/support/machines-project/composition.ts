import { join } from 'node:path';
import {
  bridged,
  Cpu,
  image,
  kubeconfig,
  libvirt,
  type LibvirtConnection,
  localState,
  machineImage,
  project,
  readPlacements,
  Releases,
  service,
  Size,
  tcp,
} from 'slipway';

/** What a test says of its machines. */
export interface Described {
  /** The project's folder. */
  readonly root: string;
  /** Host → how it is reached. */
  readonly hosts: Readonly<Record<string, string | LibvirtConnection>>;
  /** The host that is to drain, if any. */
  readonly drained?: string;
  readonly image: { readonly path: string; readonly digest: string };
  readonly slots: number;
  readonly diskMebibytes: number;
  /** @default 16 */
  readonly rootMebibytes?: number;
}

/** A project of machines on a bridge, with a data disk each, in one environment; and a service, since every project has one. */
export function compositionOf({
  root,
  hosts,
  drained,
  image: file,
  slots,
  diskMebibytes,
  rootMebibytes = 64,
}: Described) {
  const box = project({
    name: 'box',
    root,
    registry: 'registry.example.com/box',
    state: localState(),
    services: [
      service({
        name: 'app',
        image: image({ context: join(root, 'app') }),
        ports: { http: 8080 },
        ready: tcp('http'),
      }),
    ],
  });
  const dev = box.environment({
    name: 'dev',
    hypervisors: Object.fromEntries(
      Object.entries(hosts).map(([name, uri]) => [
        name,
        libvirt({ uri, emulated: true, cores: 4, memory: Size.gibibytes(1), drained: name === drained }),
      ]),
    ),
    networks: {
      lan: bridged({ bridge: 'br0', cidr: '10.78.0.0/24', gateway: '10.78.0.1', dns: ['10.78.0.1'] }),
    },
    pools: {
      nodes: {
        slots,
        cpu: 1,
        memory: Size.mebibytes(64),
        image: machineImage({ name: 'blank', source: file.path, digest: file.digest, architecture: 'amd64' }),
        rootDisk: Size.mebibytes(rootMebibytes),
        disks: { data: { size: Size.mebibytes(diskMebibytes), mountPath: '/data' } },
        network: 'lan',
        addresses: '10.78.0.16/28',
      },
    },
    cluster: kubeconfig({ context: 'dev', provides: {} }),
    services: { app: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(64) } },
  });
  return {
    project: box,
    environments: [dev],
    releases: Releases.of([]),
    placements: readPlacements(join(root, 'environments')),
  };
}

/** For the commands that a test runs here. */
export const composition =
  process.env['DESCRIBED'] === undefined
    ? undefined
    : compositionOf(JSON.parse(process.env['DESCRIBED']) as Described);
