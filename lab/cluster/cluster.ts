import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../../operations/process';
import { type Enclosure, refuseTooLong } from '../enclosure';

/** The lab's control plane with its first node, the registry and the Docker engine, in one enclosure. */
export type Cluster = Enclosure;

/** The name of the first node. */
export const CONTROL_PLANE = 'control-plane';

/** The folders over which the cluster mounts its own, so that its programs do not see the machine's. */
const LAID_OVER = ['/var/lib/', '/var/log/', '/run/', '/etc/'];

/** The cluster in a lab's folder. @throws Failure if the folder is not suitable for a cluster. */
export function clusterIn(home: string): Cluster {
  const cluster = { name: 'cluster', folder: join(home, 'cluster') };
  refuseTooLong(join(cluster.folder, 'run', 'containerd', 'containerd.sock.ttrpc'));
  if (LAID_OVER.some((folder) => home.startsWith(folder))) {
    throw new Failure(
      `the cluster lays folders of its own over ${LAID_OVER.join(', ')}, so that it cannot be in ${home}.\n` +
        '→ Name another folder in SLIPWAY_LAB.',
    );
  }
  return cluster;
}

/** The control group above its containers. It outlives them, so `down` removes it. */
export function controlGroupOf({ folder }: Cluster): string {
  return `slipway-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
}

/** The credentials of the lab's user: cluster administrator, with a context for each environment. */
export function kubeconfigOf({ folder }: Cluster): string {
  return join(folder, 'kubeconfig');
}

/** The socket of the Docker engine, as seen from this machine. */
export function dockerHostOf({ folder }: Cluster): string {
  return `unix://${join(folder, 'run', 'docker.sock')}`;
}

/** The output of the enclosure itself, apart from its parts. */
export function clusterLogPath({ folder }: Cluster): string {
  return join(folder, 'log', 'cluster.log');
}

/** The output of a part, such as `kube-apiserver`. */
export function partLogPath({ folder }: Cluster, part: string): string {
  return join(folder, 'log', 'parts', `${part}.log`);
}
