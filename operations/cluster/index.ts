export type {
  Apis,
  CoreV1Event,
  V1ContainerStatus,
  V1Node,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodSpec,
  V1ReplicaSet,
} from './client/api-objects';
export type { ClusterClient } from './client/cluster-client';
export { connectCluster } from './client/connect-cluster';
export { ifFound, Refusal } from './client/refusal';
export { awaitNode, type AwaitNodeOptions } from './nodes/await-node';
export { drain, type DrainOptions } from './nodes/drain';
export { type NodeIdentity, nodeIdentity } from './nodes/node-identity';
export { removeNode } from './nodes/remove-node';
export { unreadyNodes } from './nodes/unready-nodes';
export { cordon, uncordon } from './nodes/cordon';
export { isHealthy } from './rollout/is-healthy';
export { type Rollout, type RunningPod, runsDigest } from './rollout/rollout';
export { rolloutOf } from './rollout/rollout-of';
export { findWorkload, selectorOf } from './workload/find-workload';
export { type LiveWorkload, newestReplicaSet } from './workload/live-workload';
export { missingForServices } from './preflight/missing-for-services';
export { refuseUnreachable } from './preflight/refuse-unreachable';
export { type NeededSecret, needsOfServices, type ServicesNeeds } from './preflight/needs';
