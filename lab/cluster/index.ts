export { type Cluster, clusterIn, clusterLogPath, dockerHostOf, kubeconfigOf, partLogPath } from './cluster';
export { connectHosts } from './connect';
export { clusterDown } from './down';
export { applyInCluster, environmentIn, inCluster, outputInCluster, runInCluster } from './inside';
export { type Part, PARTS } from './parts';
export { CLUSTER_PROGRAMS, kubernetesPrograms, pause } from './programs';
export { CLUSTER_NEEDS } from './requirements';
export { clusterStatus, type ClusterStatus } from './status';
export { clusterUp } from './up';
