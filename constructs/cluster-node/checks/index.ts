export { checkClusterNode } from './check-cluster-node';
