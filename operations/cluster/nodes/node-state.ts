import type { V1Node } from '../client/api-objects';
import type { ClusterClient } from '../client/cluster-client';
import { identityIn, type NodeIdentity } from './node-identity';

/** Why a node is not ready, as a sentence about it; undefined if it is ready. */
export function unreadiness(node: V1Node | undefined, otherThan?: NodeIdentity): string | undefined {
  if (node === undefined) return 'has not registered with the cluster';
  const { machineId, bootId } = identityIn(node);
  if (otherThan?.machineId === machineId && otherThan.bootId === bootId)
    return 'is still the previous boot: nothing new has registered under its name';
  if (isReady(node)) return undefined;
  return `is not ready: ${readinessOf(node)?.message ?? 'its kubelet has not reported yet'}`;
}

/** Whether new pods may run on a node: it is ready, and not cordoned. */
export function takesPods(node: V1Node): boolean {
  return isReady(node) && node.spec?.unschedulable !== true;
}

export function isReady(node: V1Node): boolean {
  return readinessOf(node)?.status === 'True';
}

function readinessOf({ status }: V1Node) {
  return status?.conditions?.find(({ type }) => type === 'Ready');
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
