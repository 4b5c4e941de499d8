import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, PAUSE_IMAGE } from '../cluster';
import type { ImageFile } from '../image';
import { type Host, uriOf } from '../machines';
import {
  API_SERVER,
  BRIDGE,
  CLUSTER_DNS,
  GATEWAY,
  INGRESS_CLASS,
  INGRESS_DOMAIN,
  INGRESS_NAMESPACE,
  LAN,
  REGISTRY,
  REGISTRY_URL,
  STORAGE_CLASS,
} from '../network';
import type { LabFacts } from './project/lab';

export interface Found {
  readonly cluster: Cluster;
  readonly hosts: { readonly a: Host; readonly b: Host };
  /** Whether the hosts lack KVM. */
  readonly emulated: boolean;
  readonly baseImage: string;
  readonly nodeImage: ImageFile;
  /** The public key for logging in to machines. */
  readonly sshKey: string;
}

/** What the lab tells its environments about itself. */
export function factsOf({ cluster, hosts, emulated, baseImage, nodeImage, sshKey }: Found): LabFacts {
  return {
    registry: REGISTRY,
    baseImage,
    hosts: { a: uriOf(hosts.a), b: uriOf(hosts.b) },
    emulated,
    machineImage: { source: nodeImage.path, digest: nodeImage.digest },
    sshKey,
    network: { bridge: BRIDGE, cidr: LAN, gateway: GATEWAY },
    cluster: {
      endpoint: API_SERVER,
      ca: readFileSync(join(cluster.folder, 'pki', 'ca.crt'), 'utf8'),
      dns: CLUSTER_DNS,
      registryUrl: REGISTRY_URL,
      pauseImage: PAUSE_IMAGE,
      storageClass: STORAGE_CLASS,
      ingressClass: INGRESS_CLASS,
      ingressNamespace: INGRESS_NAMESPACE,
      ingressDomain: INGRESS_DOMAIN,
    },
  };
}
