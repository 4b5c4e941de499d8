import { bridged, certManager, Cpu, existingSecret, kubeconfig, libvirt, Size } from 'slipway';
import { shop } from '../../project';
import { debian12, operators } from '../machines';
import { staging } from '../staging';

/** Three servers in two racks. What holds data is protected here. */
export const prod = shop.environment({
  name: 'prod',
  after: staging,
  protect: true,
  hypervisors: {
    'rack2-a': libvirt({
      uri: 'qemu+ssh://ops@rack2-a/system',
      cores: 32,
      memory: Size.gibibytes(256),
      failureDomain: 'rack2',
    }),
    'rack2-b': libvirt({
      uri: 'qemu+ssh://ops@rack2-b/system',
      cores: 32,
      memory: Size.gibibytes(256),
      failureDomain: 'rack2',
    }),
    'rack3-a': libvirt({
      uri: 'qemu+ssh://ops@rack3-a/system',
      cores: 32,
      memory: Size.gibibytes(256),
      failureDomain: 'rack3',
    }),
  },
  overcommit: { cpu: 2 },
  survives: { hosts: 1 },
  networks: {
    rack: bridged({ bridge: 'br0', cidr: '10.40.0.0/24', gateway: '10.40.0.1', dns: ['10.40.0.1'] }),
  },
  pools: {
    nodes: {
      // Where each runs stands in environments/prod/placement.json, which `npx slipway place prod` writes.
      slots: 3,
      cpu: 8,
      memory: Size.gibibytes(32),
      image: debian12,
      network: 'rack',
      disks: { volumes: { size: Size.gibibytes(300), mountPath: '/var/lib/volumes' } },
      addresses: '10.40.0.16/28',
      cloudInit: operators,
    },
  },
  cluster: kubeconfig({
    context: 'shop-prod',
    nodePool: 'nodes',
    provides: {
      storageClass: 'replicated',
      ingress: { className: 'nginx', controllerNamespace: 'ingress-nginx', tls: certManager('letsencrypt') },
      metrics: true,
    },
  }),
  // The vault's operator puts it there.
  secrets: { 'shop-database': existingSecret() },
  services: {
    web: {
      replicas: 3,
      cpu: Cpu.millis(200),
      memory: Size.mebibytes(256),
      domain: 'shop.example.com',
      settings: { LOG_LEVEL: 'info' },
    },
    api: {
      replicas: { min: 3, max: 12, cpuPercent: 70 },
      cpu: Cpu.millis(500),
      memory: Size.mebibytes(512),
      settings: { LOG_LEVEL: 'info' },
    },
    worker: {
      replicas: 3,
      cpu: Cpu.millis(200),
      memory: Size.mebibytes(256),
      settings: { LOG_LEVEL: 'info' },
    },
    database: { cpu: Cpu.cores(2), memory: Size.gibibytes(8), volumes: { data: Size.gibibytes(100) } },
  },
});
