import type { Environment } from './environment';
import { clusterNodeOn } from './joining';

/** A node, as far as the environment decides it. */
export interface ClusterNode {
  /** Its labels, of those that Slipway can know. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The nodes that the machines of the environment's pool are, with those of their labels that follow from what is declared: its
 * operating system and architecture, and what it registers with where it joins by Slipway.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function nodesOf(project: string, environment: Environment): readonly ClusterNode[] {
  const pool = environment.pools[environment.cluster.nodePool ?? ''];
  if (pool === undefined) return [];
  return Object.values(pool.slots).map(({ host, image = pool.image }) => ({
    labels: {
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': image.architecture,
      ...clusterNodeOn(project, environment, host)?.labels,
    },
  }));
}

/** How many places nodes are in, by the values of a label; 0 where none has it. Each node has a name of its own. */
export function placesBy(nodes: readonly ClusterNode[], key: string): number {
  if (key === 'kubernetes.io/hostname') return nodes.length;
  return new Set(nodes.flatMap(({ labels }) => labels[key] ?? [])).size;
}
