export type {
  Apis,
  CoreV1Event,
  V1ContainerStatus,
  V1Job,
  V1Node,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodSpec,
  V1ReplicaSet,
} from './client/api-objects';
export { type ClusterClient, connectCluster, refuseUnreachable } from './client/cluster-client';
export type { PodPort } from './client/open-pod-port';
export { ifFound, Refusal } from './client/refusal';
export { awaitNode } from './nodes/await-node';
export { drain, type DrainOptions } from './nodes/drain';
export { type NodeIdentity, nodeIdentity } from './nodes/node-identity';
export { hasEnded } from './nodes/evictable';
export { removeNode } from './nodes/remove-node';
export { takesPods, unreadyNodes } from './nodes/node-state';
export { cordon, uncordon } from './nodes/cordon';
export { type Answer, patiently } from './nodes/patiently';
export { isHealthy, rolloutOf } from './rollout/rollout-of';
export { type Rollout, type RunningPod, runsDigest } from './rollout/rollout';
export {
  findWorkload,
  type LiveWorkload,
  type ObservedWorkload,
  newestReplicaSet,
  podCounts,
  selectorOf,
} from './rollout/live-workload';
export { missingForServices } from './preflight/missing-for-services';
export { needsOfServices, type ServicesNeeds } from './preflight/needs';
