import type { Environment, Pool } from './environment';

/** The platforms of a pool's machines, each once. During a roll, a pool may run two images. */
export function poolPlatforms({ image, slots }: Pool): readonly string[] {
  const images = [image, ...Object.values(slots).flatMap((slot) => slot.image ?? [])];
  return [...new Set(images.map(({ architecture }) => `linux/${architecture}`))];
}

/** The platforms of the machines that are the nodes of an environment's cluster; empty where the cluster has nodes of its own. */
export function nodePlatforms({ cluster, pools }: Pick<Environment, 'cluster' | 'pools'>): readonly string[] {
  const pool = cluster.nodePool === undefined ? undefined : pools[cluster.nodePool];
  return pool === undefined ? [] : poolPlatforms(pool);
}
