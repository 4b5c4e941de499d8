import type { ClusterClient } from '../client/cluster-client';

/** Lets no new pods be scheduled on a node. @throws Refusal where the cluster has no such node */
export async function cordon(cluster: ClusterClient, node: string): Promise<void> {
  await setUnschedulable(cluster, node, true);
}

/** Lets pods be scheduled on a node again. @throws Refusal where the cluster has no such node */
export async function uncordon(cluster: ClusterClient, node: string): Promise<void> {
  await setUnschedulable(cluster, node, false);
}

async function setUnschedulable(cluster: ClusterClient, node: string, value: boolean): Promise<void> {
  const { core } = await cluster.apis();
  await core.patchNode({ name: node, body: [{ op: 'add', path: '/spec/unschedulable', value }] });
}
