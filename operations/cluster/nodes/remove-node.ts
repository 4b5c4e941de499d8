import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';

/** Removes a node and its pods from a cluster. Does nothing if the node does not exist. */
export async function removeNode(cluster: ClusterClient, name: string): Promise<void> {
  const { core } = await cluster.apis();
  await ifFound(core.deleteNode({ name }));
}
