import { type ClusterNodeProps, joinedTo } from '../constructs/cluster-node';
import type { CloudInit } from '../constructs/vm-pool';
import type { Environment } from './environment';
import { namespaceOf } from './names';

/** The label by which Kubernetes spreads pods over what fails together. */
const ZONE = 'topology.kubernetes.io/zone';
const ENVIRONMENT = 'slipway/environment';

/**
 * The nodes that pods of the environment run on. Where its own machines join a cluster, no others: the room for pods is
 * reckoned with these, and the cluster may have nodes of other environments.
 */
export function nodeSelectorOf(project: string, environment: Environment): Readonly<Record<string, string>> {
  return environment.cluster.node === undefined ? {} : { [ENVIRONMENT]: namespaceOf(project, environment) };
}

/**
 * What machines of the environment's node pool are told of their cluster on a hypervisor: its failure domain is their zone.
 * Undefined where somebody else makes them nodes.
 */
export function clusterNodeOn(
  project: string,
  environment: Environment,
  hypervisor: string,
): ClusterNodeProps | undefined {
  const { node } = environment.cluster;
  if (node === undefined) return undefined;
  const domain = environment.hypervisors[hypervisor]?.failureDomain;
  const labels = {
    ...(domain === undefined ? {} : { [ZONE]: domain }),
    ...node.labels,
    ...nodeSelectorOf(project, environment),
  };
  return { ...node, labels };
}

/** What machines of a pool do at their first boot on a hypervisor: what the pool says, and to join where they are nodes. */
export function cloudInitOn(
  project: string,
  environment: Environment,
  pool: string,
  hypervisor: string,
): CloudInit | undefined {
  const own = environment.pools[pool]?.cloudInit;
  const node =
    environment.cluster.nodePool === pool ? clusterNodeOn(project, environment, hypervisor) : undefined;
  return node === undefined ? own : joinedTo(node, own ?? {});
}
