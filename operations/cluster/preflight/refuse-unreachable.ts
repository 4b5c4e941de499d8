import type { ClusterClient } from '../client/cluster-client';

/** Asks the cluster for nothing but an answer. @throws Failure when it can't be reached or does not know the credentials */
export async function refuseUnreachable(cluster: ClusterClient): Promise<void> {
  const { version } = await cluster.apis();
  await version.getCode();
}
