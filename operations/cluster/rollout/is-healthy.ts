import type { ClusterClient } from '../client/cluster-client';
import { runsDigest } from './rollout';
import { rolloutOf } from './rollout-of';

/**
 * Whether the workload runs exactly one digest and is available.
 * @param digest the digest. @default the one in the newest template
 */
export async function isHealthy(
  cluster: ClusterClient,
  namespace: string,
  workload: string,
  digest?: string,
): Promise<boolean> {
  const rollout = await rolloutOf(cluster, namespace, workload);
  const wanted = digest ?? rollout?.digest;
  return rollout !== undefined && wanted !== undefined && runsDigest(rollout, wanted);
}
