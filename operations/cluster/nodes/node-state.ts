import type { V1Node } from '../client/api-objects';
import type { ClusterClient } from '../client/cluster-client';
import { identityIn, type NodeIdentity } from './node-identity';

/** Why a node is not ready, as a sentence about it; undefined if it is ready. */
export function unreadiness(node: V1Node | undefined, otherThan?: NodeIdentity): string | undefined {
  if (node === undefined) return 'has not registered with the cluster';
  const { machineId, bootId } = identityIn(node);
  if (otherThan?.machineId === machineId && otherThan.bootId === bootId)
    return 'is still the previous boot: nothing new has registered under its name';
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return undefined;
  return `is not ready: ${ready?.message ?? 'its kubelet has not reported yet'}`;
}

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
