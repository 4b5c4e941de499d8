import type { V1Node } from '../client/api-objects';
import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';

/** What distinguishes one machine, and one boot of it, from another under the same node name. */
export interface NodeIdentity {
  readonly machineId: string;
  readonly bootId: string;
}

/** @returns undefined if the cluster has no such node */
export async function nodeIdentity(cluster: ClusterClient, node: string): Promise<NodeIdentity | undefined> {
  const { core } = await cluster.apis();
  const found = await ifFound(core.readNode({ name: node }));
  return found && identityIn(found);
}

export function identityIn({ status }: V1Node): NodeIdentity {
  return { machineId: status?.nodeInfo?.machineID ?? '', bootId: status?.nodeInfo?.bootID ?? '' };
}
