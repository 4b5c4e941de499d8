import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';
import { findWorkload, selectorOf } from './live-workload';
import { type Rollout, runsDigest } from './rollout';
import { rolloutFrom } from './rollout-from';

/**
 * The live state of a workload.
 * @param container the container whose image is looked at. @default the workload's own
 * @returns undefined if the cluster has no such workload
 */
export async function rolloutOf(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  container?: string,
): Promise<Rollout | undefined> {
  const { core, autoscaling } = await cluster.apis();
  const workload = await findWorkload(cluster, namespace, name);
  if (workload === undefined) return undefined;
  const [{ items: pods }, autoscaler] = await Promise.all([
    core.listNamespacedPod({ namespace, labelSelector: selectorOf(workload) }),
    workload.kind === 'Deployment'
      ? ifFound(autoscaling.readNamespacedHorizontalPodAutoscaler({ namespace, name }))
      : undefined,
  ]);
  return rolloutFrom({ workload, pods }, autoscaler?.spec?.minReplicas, container);
}

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
