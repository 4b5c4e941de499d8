import {
  awaitNode,
  type ClusterClient,
  drain,
  type DrainOptions,
  nodeIdentity,
  type NodeIdentity,
  uncordon,
} from '../cluster';

/** The machines of a pool as cluster nodes, by node name. */
export interface Nodes {
  /** Whether pods may run on the node: it is ready, and not cordoned. */
  readonly isServing: (node: string) => Promise<boolean>;
  /** Drains a node, as disruption budgets allow. Does nothing if the cluster does not have the node. */
  readonly leave: (node: string) => Promise<void>;
  /** Waits until the node is ready, as another machine than the one that was drained, and uncordons it. */
  readonly comeBack: (node: string) => Promise<void>;
}

interface NodesOptions extends DrainOptions {
  readonly tell: (line: string) => void;
}

/** Implements {@link Nodes} by asking the cluster. */
export function clusterNodes(cluster: ClusterClient, { timeoutMs, tell, stop }: NodesOptions): Nodes {
  const left = new Map<string, NodeIdentity>();
  return {
    isServing: async (node) => {
      if ((await nodeIdentity(cluster, node)) === undefined) return false;
      const { core } = await cluster.apis();
      const { spec, status } = await core.readNode({ name: node });
      const ready = status?.conditions?.find(({ type }) => type === 'Ready');
      return spec?.unschedulable !== true && ready?.status === 'True';
    },
    leave: async (node) => {
      const identity = await nodeIdentity(cluster, node);
      if (identity === undefined) return;
      left.set(node, identity);
      await drain(cluster, node, { timeoutMs, tell, stop });
    },
    comeBack: async (node) => {
      await awaitNode(cluster, node, { timeoutMs, otherThan: left.get(node), stop });
      await uncordon(cluster, node);
    },
  };
}
