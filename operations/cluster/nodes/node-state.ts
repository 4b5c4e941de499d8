import type { V1Node } from '../client/api-objects';
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
