import { join } from 'node:path';
import { writeAtomically } from '../../../core/files';
import { CLUSTER_DOMAIN, GATEWAY, REGISTRY } from '../../network';
import type { Cluster } from '../cluster';
import { containerd, docker, network, registry } from './containers';
import { dns } from './dns';
import { kubelet, proxy, storage } from './kubernetes';

/** The configuration file of a part, in the cluster's folder. */
export function configurationOf({ folder }: Cluster, file: keyof typeof FILES): string {
  return join(folder, 'etc', file);
}

export function writeConfiguration(cluster: Cluster): void {
  for (const [file, render] of Object.entries(FILES)) {
    const content = render(cluster);
    writeAtomically(
      join(cluster.folder, 'etc', file),
      typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
    );
  }
}

/** The file that tells containerd about a registry without TLS. It is the same on every machine that joins. */
const REGISTRY_HOSTS = `certs.d/${REGISTRY}/hosts.toml` as const;

const FILES = {
  'resolv.conf': () => `nameserver ${GATEWAY}\nsearch ${CLUSTER_DOMAIN}\n`,
  'containerd.toml': containerd,
  [REGISTRY_HOSTS]: () => `[host."http://${REGISTRY}"]\n`,
  'cni/10-lab.conflist': network,
  'docker.json': docker,
  'registry.yml': registry,
  'kubelet.yaml': kubelet,
  'kube-proxy.yaml': proxy,
  Corefile: dns,
  'storage.json': storage,
} satisfies Record<string, (cluster: Cluster) => string | object>;
