import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';

/** Takes a node out of a cluster, and what ran on it with it. Does nothing if it is not there. */
export async function removeNode(cluster: ClusterClient, name: string): Promise<void> {
  const { core } = await cluster.apis();
  await ifFound(core.deleteNode({ name }));
}
