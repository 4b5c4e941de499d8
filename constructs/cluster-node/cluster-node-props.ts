import type { Cpu, Size } from '../quantities';

/** Keeps pods off a node, unless they tolerate it. */
export interface NodeTaint {
  readonly key: string;
  /** @default none */
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Where images of a registry come from, when not from where their name says. */
export interface NodeRegistry {
  /** `http://…` for a registry without TLS, `https://…` for a mirror or one with a certificate of your own. */
  readonly endpoint: string;
  /** The certificate authority of its TLS, PEM. @default those that the machine trusts */
  readonly ca?: string;
}

/** What a machine has to know to be a node of a cluster. None of it is secret. */
export interface ClusterNodeProps {
  /** The API server as the machines reach it, e.g. `https://10.20.0.5:6443`. */
  readonly endpoint: string;
  /** The cluster's certificate authority, PEM: machines talk to nobody else, and believe nobody else. */
  readonly ca: string;
  /** The address of the cluster's name server, which pods ask. */
  readonly dns: string;
  /** The domain of the cluster's services. @default 'cluster.local' */
  readonly domain?: string;
  /** Labels that the node registers with. Of Kubernetes' own only those that a node may give itself. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints that the node registers with. @default none */
  readonly taints?: readonly NodeTaint[];
  /** What the machine keeps for its own system: pods get the rest. @default a tenth of a CPU and 256 MiB */
  readonly reserved?: { readonly cpu?: Cpu; readonly memory?: Size };
  /** The most pods on a machine. @default 110, as Kubernetes has it */
  readonly maxPods?: number;
  /**
   * Who connects pods: an `addon` of the cluster, such as Cilium, Calico or Flannel; or each machine by itself, in the range that
   * the cluster gives its node (`routed`). For the latter the network must route each node's range to its machine.
   * @default 'addon'
   */
  readonly podNetwork?: 'addon' | 'routed';
  /** Who makes services reachable: an `addon` of the cluster, as kubeadm has it, or kube-proxy as a program of the machine. @default 'addon' */
  readonly serviceProxy?: 'addon' | 'machine';
  /** Registry, as names of images begin (`registry.example.com:5000`) → where its images come from. @default where their names say */
  readonly registries?: Readonly<Record<string, NodeRegistry>>;
  /** The image that keeps a pod's namespaces. @default containerd's, from Kubernetes' registry */
  readonly pauseImage?: string;
}
