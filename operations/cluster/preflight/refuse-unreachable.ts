import type { ClusterClient } from '../client/cluster-client';

/** Checks that the cluster answers. @throws Failure if it cannot be reached or rejects the credentials */
export async function refuseUnreachable(cluster: ClusterClient): Promise<void> {
  const { version } = await cluster.apis();
  await version.getCode();
}
