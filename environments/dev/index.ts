import { Cpu, kubeconfig, libvirt, managedSecret, nat, plainHttp, Size } from 'slipway';
import { shop } from '../../project';
import { debian12, operators } from '../machines';

/** One server under a desk: what was built is tried here first. */
export const dev = shop.environment({
  name: 'dev',
  hypervisors: {
    desk: libvirt({ uri: 'qemu:///system', cores: 8, memory: Size.gibibytes(32) }),
  },
  overcommit: { cpu: 2 },
  networks: { lan: nat({ cidr: '10.20.0.0/24' }) },
  pools: {
    nodes: {
      slots: { 0: 'desk', 1: 'desk' },
      cpu: 4,
      memory: Size.gibibytes(8),
      image: debian12,
      network: 'lan',
      // What pods store: outlives the machine, and its root disk, which a new image or cloud-init replaces.
      disks: { volumes: { size: Size.gibibytes(20), mountPath: '/var/lib/volumes' } },
      addresses: '10.20.0.16/28',
      cloudInit: operators,
    },
  },
  cluster: kubeconfig({
    context: 'shop-dev',
    nodePool: 'nodes',
    provides: {
      storageClass: 'local-path',
      ingress: {
        className: 'nginx',
        controllerNamespace: 'ingress-nginx',
        tls: plainHttp('reached from the desk only'),
      },
    },
  }),
  secrets: { 'shop-database': managedSecret({ revision: 1 }) },
  services: {
    web: {
      replicas: 1,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(128),
      domain: 'shop.dev.example.com',
      settings: { LOG_LEVEL: 'debug' },
    },
    api: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(128), settings: { LOG_LEVEL: 'debug' } },
    worker: {
      replicas: 1,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(128),
      settings: { LOG_LEVEL: 'debug' },
    },
    database: { cpu: Cpu.millis(250), memory: Size.mebibytes(512), volumes: { data: Size.gibibytes(5) } },
  },
});
