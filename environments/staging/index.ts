import { bridged, certManager, Cpu, kubeconfig, libvirt, managedSecret, Size } from 'slipway';
import { shop } from '../../project';
import { dev } from '../dev';
import { debian12, operators } from '../machines';

/** Two servers of the rack: as prod is, only smaller. */
export const staging = shop.environment({
  name: 'staging',
  after: dev,
  hypervisors: {
    'rack1-a': libvirt({ uri: 'qemu+ssh://ops@rack1-a/system', cores: 16, memory: Size.gibibytes(64) }),
    'rack1-b': libvirt({ uri: 'qemu+ssh://ops@rack1-b/system', cores: 16, memory: Size.gibibytes(64) }),
  },
  overcommit: { cpu: 2 },
  networks: {
    rack: bridged({ bridge: 'br0', cidr: '10.30.0.0/24', gateway: '10.30.0.1', dns: ['10.30.0.1'] }),
  },
  pools: {
    nodes: {
      slots: { 0: 'rack1-a', 1: 'rack1-b', 2: 'rack1-a' },
      cpu: 4,
      memory: Size.gibibytes(16),
      image: debian12,
      network: 'rack',
      disks: { volumes: { size: Size.gibibytes(60), mountPath: '/var/lib/volumes' } },
      addresses: '10.30.0.16/28',
      cloudInit: operators,
    },
  },
  cluster: kubeconfig({
    context: 'shop-staging',
    nodePool: 'nodes',
    provides: {
      storageClass: 'local-path',
      ingress: {
        className: 'nginx',
        controllerNamespace: 'ingress-nginx',
        tls: certManager('letsencrypt-staging'),
      },
      metrics: true,
    },
  }),
  secrets: { 'shop-database': managedSecret({ revision: 1 }) },
  services: {
    web: {
      replicas: 2,
      cpu: Cpu.millis(200),
      memory: Size.mebibytes(256),
      domain: 'shop.staging.example.com',
      settings: { LOG_LEVEL: 'info' },
    },
    api: {
      replicas: { min: 2, max: 4, cpuPercent: 70 },
      cpu: Cpu.millis(500),
      memory: Size.mebibytes(512),
      settings: { LOG_LEVEL: 'info' },
    },
    worker: {
      replicas: 2,
      cpu: Cpu.millis(200),
      memory: Size.mebibytes(256),
      settings: { LOG_LEVEL: 'info' },
    },
    database: { cpu: Cpu.cores(1), memory: Size.gibibytes(2), volumes: { data: Size.gibibytes(20) } },
  },
});
