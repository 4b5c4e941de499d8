import type { Cpu, Size } from '../quantities';

/**
 * Keeps pods off a node unless they tolerate it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface NodeTaint {
  /** The key, with or without a domain: `example.com/dedicated`. */
  readonly key: string;
  /** The value. @default empty */
  readonly value?: string;
  /** What happens to pods that do not tolerate the taint. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/**
 * Where a registry's images come from, if not from the host in their names.
 *
 * @see https://github.com/containerd/containerd/blob/main/docs/hosts.md
 */
export interface NodeRegistry {
  /** `http://…` for a registry without TLS, `https://…` for a mirror or one with a certificate of your own. */
  readonly endpoint: string;
  /** The certificate authority of its TLS, PEM. @default those that the machine trusts */
  readonly ca?: string;
}

/** What a machine must know to be a node of a cluster. None of it is secret. */
export interface ClusterNodeProps {
  /** The API server as the machines reach it, e.g. `https://10.20.0.5:6443`. */
  readonly endpoint: string;
  /** The cluster's certificate authority, PEM. Machines trust no other. */
  readonly ca: string;
  /** The address of the cluster's name server, which pods ask. */
  readonly dns: string;
  /** The domain of the cluster's services. @default 'cluster.local' */
  readonly domain?: string;
  /**
   * Labels that the node registers with. Of Kubernetes' own labels it may set only some.
   *
   * @default none
   * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints that the node registers with. @default none */
  readonly taints?: readonly NodeTaint[];
  /**
   * What the machine keeps for its own system; pods get the rest.
   *
   * @default a tenth of a CPU and 256 MiB
   * @see https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/
   */
  readonly reserved?: { readonly cpu?: Cpu; readonly memory?: Size };
  /** The most pods on a machine. @default 110, as Kubernetes has it */
  readonly maxPods?: number;
  /**
   * Who connects pods: an `addon` of the cluster, such as Cilium, Calico or Flannel, or each machine itself (`routed`), in the
   * range that the cluster gives its node. With `routed` the network must route each node's range to its machine.
   *
   * @default 'addon'
   */
  readonly podNetwork?: 'addon' | 'routed';
  /**
   * Who makes services reachable: an `addon` of the cluster, as with kubeadm, or kube-proxy as a program on the machine.
   *
   * @default 'addon'
   * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/
   */
  readonly serviceProxy?: 'addon' | 'machine';
  /** Registry, as names of images begin (`registry.example.com:5000`) → where its images come from. @default the registry itself */
  readonly registries?: Readonly<Record<string, NodeRegistry>>;
  /** The image that keeps a pod's namespaces. @default containerd's, from Kubernetes' registry */
  readonly pauseImage?: string;
}
