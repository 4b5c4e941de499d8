export { checkCertificates, checkClusterNode } from './check-cluster-node';
export { clusterNode, joinedTo } from './cluster-node';
export type { ClusterNodeProps, NodeRegistry, NodeTaint } from './cluster-node-props';
export { reservedOf } from './kubelet';
export { NODE } from './node-paths';
