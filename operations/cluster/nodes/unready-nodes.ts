import type { ClusterClient } from '../client/cluster-client';
import { unreadiness } from './node-state';

/** Which of these nodes are missing from the cluster or not ready. */
export async function unreadyNodes(
  cluster: ClusterClient,
  names: readonly string[],
): Promise<readonly string[]> {
  const { core } = await cluster.apis();
  const { items } = await core.listNode();
  const nodes = new Map(items.map((node) => [node.metadata?.name, node]));
  return names.filter((name) => unreadiness(nodes.get(name)) !== undefined);
}
