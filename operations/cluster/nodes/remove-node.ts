import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';

/** Takes a node out of a cluster, and what ran on it with it. One that is not there is none to take out. */
export async function removeNode(cluster: ClusterClient, name: string): Promise<void> {
  const { core } = await cluster.apis();
  await ifFound(core.deleteNode({ name }));
}
