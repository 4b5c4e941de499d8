import {
  bridged,
  Cpu,
  existing,
  type ExistingCluster,
  type JoinProps,
  libvirt,
  machineImage,
  managedSecret,
  plainHttp,
  Size,
} from 'slipway';
import { lab } from '../lab';

/** A host of the lab. Both share two processors, so they are overcommitted. */
export const host = (name: keyof typeof lab.hosts) =>
  libvirt({ uri: lab.hosts[name], cores: 2, memory: Size.gibibytes(8), emulated: lab.emulated });

export const overcommit = { cpu: 4 };

export const networks = {
  lab: bridged({
    bridge: lab.network.bridge,
    cidr: lab.network.cidr,
    gateway: lab.network.gateway,
    dns: [lab.network.gateway],
  }),
};

/** What all node pools have in common: nodes as small as the services allow, and a greeting at login. */
export const node = (motd: string) =>
  ({
    cpu: 2,
    memory: Size.mebibytes(1536),
    image: machineImage({ name: 'lab-node', ...lab.machineImage, architecture: 'amd64' }),
    network: 'lab',
    // What pods store. It outlives the machine, which is replaced for a new image or new cloud-init.
    disks: { volumes: { size: Size.gibibytes(2), mountPath: '/var/lib/local-path' } },
    cloudInit: {
      users: [{ name: 'ops', sshKeys: [lab.sshKey], sudo: true }],
      files: { '/etc/motd': { content: motd } },
    },
  }) as const;

/** The lab's control plane, shared by all environments. It cannot be reached from outside, so TLS would protect nothing. */
export const cluster: ExistingCluster<never> = existing({
  endpoint: lab.cluster.endpoint,
  ca: lab.cluster.ca,
  provides: {
    storageClass: lab.cluster.storageClass,
    ingress: {
      className: lab.cluster.ingressClass,
      controllerNamespace: lab.cluster.ingressNamespace,
      tls: plainHttp('the network of the lab has no way out'),
    },
    networkPolicies: false,
  },
});

/** How machines join it. */
export const joining: JoinProps = {
  dns: lab.cluster.dns,
  podNetwork: 'routed',
  serviceProxy: 'machine',
  pauseImage: lab.cluster.pauseImage,
  registries: { [lab.registry]: { endpoint: lab.cluster.registryUrl } },
};

export const secrets = { 'shop-database': managedSecret({ revision: 1 }) };

/** Every service, as small as it can run. */
export const services = (environment: string, replicas: number) => ({
  web: {
    replicas,
    cpu: Cpu.millis(50),
    memory: Size.mebibytes(128),
    domain: `shop.${environment}.${lab.cluster.ingressDomain}`,
    settings: { LOG_LEVEL: 'info' },
  },
  api: { replicas, cpu: Cpu.millis(50), memory: Size.mebibytes(128), settings: { LOG_LEVEL: 'info' } },
  worker: { replicas: 1, cpu: Cpu.millis(50), memory: Size.mebibytes(128), settings: { LOG_LEVEL: 'info' } },
  database: { cpu: Cpu.millis(100), memory: Size.mebibytes(256), volumes: { data: Size.gibibytes(1) } },
});
