import type {
  V1DaemonSet,
  V1Deployment,
  V1Job,
  V1Pod,
  V1PodSpec,
  V1ReplicaSet,
  V1StatefulSet,
} from '../client/api-objects';
import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';
import { hasEnded } from '../nodes/evictable';

/** The controller of a workload's pods, as the cluster has it. */
export type LiveWorkload =
  | { readonly kind: 'Deployment'; readonly object: V1Deployment }
  | { readonly kind: 'StatefulSet'; readonly object: V1StatefulSet }
  | { readonly kind: 'DaemonSet'; readonly object: V1DaemonSet };

/** What has pods that may not come up: a workload, or a run of a job. */
export type ObservedWorkload = LiveWorkload | { readonly kind: 'Job'; readonly object: V1Job };

/** A workload with the pods that its selector matches. */
export interface LiveState {
  readonly workload: LiveWorkload;
  readonly pods: readonly V1Pod[];
}

const REVISION = 'deployment.kubernetes.io/revision';

/** The digest to which an image reference is pinned. */
export function digestOf(image: string | undefined): string | undefined {
  return /sha256:[0-9a-f]{64}$/.exec(image ?? '')?.[0];
}

/** The service's own container; others may have been injected next to it. */
export function ownContainer<T extends { readonly name: string }>(
  workload: string,
  containers: readonly T[] | undefined,
): T | undefined {
  return containers?.find(({ name }) => name === workload) ?? containers?.[0];
}

export function podSpecOf({ object }: LiveWorkload): V1PodSpec | undefined {
  return object.spec?.template.spec;
}

/** Whether a pod is there to stay: neither being deleted nor finished. */
export function isLive(pod: V1Pod): boolean {
  return pod.metadata?.deletionTimestamp === undefined && !hasEnded(pod);
}

/** The deployment's replica set of the newest template; undefined if there is none yet. */
export function newestReplicaSet(
  deployment: V1Deployment,
  replicaSets: readonly V1ReplicaSet[],
): V1ReplicaSet | undefined {
  const revision = deployment.metadata?.annotations?.[REVISION];
  return replicaSets
    .filter(({ metadata }) => metadata?.ownerReferences?.some(({ uid }) => uid === deployment.metadata?.uid))
    .find(({ metadata }) => metadata?.annotations?.[REVISION] === revision);
}

/** The deployment, stateful set or daemon set of this name. @returns undefined if there is none */
export async function findWorkload(
  cluster: ClusterClient,
  namespace: string,
  name: string,
): Promise<LiveWorkload | undefined> {
  const { apps } = await cluster.apis();
  const deployment = await ifFound(apps.readNamespacedDeployment({ namespace, name }));
  if (deployment !== undefined) return { kind: 'Deployment', object: deployment };
  const statefulSet = await ifFound(apps.readNamespacedStatefulSet({ namespace, name }));
  if (statefulSet !== undefined) return { kind: 'StatefulSet', object: statefulSet };
  const daemonSet = await ifFound(apps.readNamespacedDaemonSet({ namespace, name }));
  return daemonSet === undefined ? undefined : { kind: 'DaemonSet', object: daemonSet };
}

/** How many pods a workload wants and has. */
interface PodCounts {
  readonly desired: number;
  readonly total: number;
  /** Those of the newest template. */
  readonly updated: number;
  readonly available: number;
}

/** How many pods there are; the nodes decide how many a daemon set wants. */
export function podCounts(workload: ObservedWorkload): PodCounts {
  if (workload.kind === 'Job') {
    const { active, succeeded } = workload.object.status ?? {};
    return { desired: 1, total: active ?? 0, updated: active ?? 0, available: succeeded ?? 0 };
  }
  if (workload.kind === 'DaemonSet') {
    const { desiredNumberScheduled, currentNumberScheduled, updatedNumberScheduled, numberAvailable } =
      workload.object.status ?? {};
    return {
      desired: desiredNumberScheduled ?? 0,
      total: currentNumberScheduled ?? 0,
      updated: updatedNumberScheduled ?? 0,
      available: numberAvailable ?? 0,
    };
  }
  const { spec, status } = workload.object;
  return {
    desired: spec?.replicas ?? 1,
    total: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** Only the pods that the workload selects: in a busy namespace, lists get long. */
export function selectorOf({ object }: ObservedWorkload): string {
  return Object.entries(object.spec?.selector?.matchLabels ?? {})
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}
