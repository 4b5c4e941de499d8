import {
  awaitNode,
  type ClusterClient,
  drain,
  type DrainOptions,
  ifFound,
  nodeIdentity,
  type NodeIdentity,
  takesPods,
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
      const { core } = await cluster.apis();
      const found = await ifFound(core.readNode({ name: node }));
      return found !== undefined && takesPods(found);
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
