import type { ClusterClient } from '../client/cluster-client';
import { runsDigest } from './rollout';
import { rolloutOf } from './rollout-of';

/** Whether the workload runs exactly this digest and is available: then a deployment that Terraform tainted may be adopted. */
export async function isHealthy(
  cluster: ClusterClient,
  namespace: string,
  workload: string,
  digest: string,
): Promise<boolean> {
  const rollout = await rolloutOf(cluster, namespace, workload);
  return rollout !== undefined && runsDigest(rollout, digest);
}
