import { given } from '../constructs/shape';
import { networkOfAddress } from '../core/network';
import type { ClusterNodeProps } from '../constructs/cluster-node';
import type { Dns } from '../constructs/namespace';
import { type ApiServer, type ControllerPlace, type Tls } from '../constructs/workload';

/** What a cluster offers beside running containers: checked at synth against what the services ask for. */
export interface ClusterProvides {
  /** The storage class of volumes. @default none: a service with volumes fails the synth */
  readonly storageClass?: string;
  /** How public services are reached from outside. @default none: a public service fails the synth */
  readonly ingress?: ClusterIngress;
  /** Whether pod metrics are served, which autoscaling reads. @default false */
  readonly metrics?: boolean;
  /** Whether its network plugin enforces network policies. @default true */
  readonly networkPolicies?: boolean;
  /**
   * Where pods reach the API server, for services with `egress: [apiServer()]`: the addresses behind the Service `kubernetes`
   * (`kubectl get endpointslices --namespace default`), as most network plugins judge by them. Those of a managed control plane are
   * rarely the address that Terraform uses.
   * @default the endpoint of an `existing` cluster, where that is an address
   */
  readonly apiServer?: ApiServer;
  /**
   * Where pods ask for names: `[nodeLocalDns()]`, `[openshiftDns()]`. @default [clusterDns()], pods in kube-system
   */
  readonly dns?: readonly Dns[];
  /**
   * Where Prometheus runs: services with `metrics` let it in. @default nowhere: nobody is let in to scrape
   */
  readonly monitoring?: Monitoring;
}

/** The pods that scrape metrics. */
export interface Monitoring {
  /** Their namespace. */
  readonly namespace: string;
  /** Their labels, such as `{ 'app.kubernetes.io/name': 'prometheus' }`. @default any pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** The ingress controller of a cluster. */
export interface ClusterIngress extends ControllerPlace {
  /** The name of its IngressClass, e.g. `nginx`. */
  readonly className: string;
  /** How public services are encrypted. */
  readonly tls: Tls;
  /** Annotations of every ingress in it, such as those by which a cloud makes a load balancer. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

interface ClusterOptions<P extends string> {
  /** What the cluster offers beside running containers. */
  readonly provides: ClusterProvides;
  /** The environment's pool whose machines are this cluster's nodes: deployed before it, and checked for room. @default none */
  readonly nodePool?: P;
}

/** How Terraform reaches a cluster. */
export type ClusterConnection =
  | { readonly kind: 'kubeconfig'; readonly context: string; readonly path: string }
  | { readonly kind: 'existing'; readonly endpoint: string; readonly ca: string }
  | {
      readonly kind: 'eks';
      readonly name: string;
      readonly region: string;
      readonly endpoint: string;
      readonly ca: string;
    }
  | { readonly kind: 'gke'; readonly endpoint: string; readonly ca: string }
  | { readonly kind: 'aks'; readonly endpoint: string; readonly ca: string };

/** An environment's cluster: one typed choice. The workloads do not change with it. */
export interface Cluster<P extends string = string> extends ClusterOptions<P> {
  /** How Terraform reaches it. */
  readonly connection: ClusterConnection;
  /** How the machines of the `nodePool` become nodes. @default something else makes them nodes */
  readonly node?: ClusterNodeProps;
}

/** A cluster that is known by its address. */
export interface ExistingCluster<P extends string = string> extends Cluster<P> {
  /** Its address and its certificate authority. */
  readonly connection: Extract<ClusterConnection, { kind: 'existing' }>;
}

/** How machines join a cluster. */
export interface JoinProps extends Omit<ClusterNodeProps, 'endpoint' | 'ca'> {
  /** The API server as the machines reach it. @default the cluster's endpoint */
  readonly endpoint?: string;
}

/** Where the pods of a cluster reach its API server, if that is known. */
export function apiServerOf({ connection, provides }: Cluster): ApiServer | undefined {
  if (provides.apiServer !== undefined || connection.kind !== 'existing') return provides.apiServer;
  if (!URL.canParse(connection.endpoint)) return undefined;
  const { hostname, port } = new URL(connection.endpoint);
  const network = networkOfAddress(hostname.replace(/^\[|\]$/g, ''));
  return network === undefined ? undefined : { networks: [network], ports: [Number(port || 443)] };
}

type OptionsOf<K extends ClusterConnection['kind'], P extends string> = Omit<
  Extract<ClusterConnection, { kind: K }>,
  'kind'
> &
  ClusterOptions<P>;

/**
 * A cluster that a kubeconfig file knows.
 * @param options.path The file. @default '~/.kube/config'
 *
 * @example
 * kubeconfig({ context: 'shop-dev', provides: { storageClass: 'local-path', metrics: true } });
 *
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function kubeconfig<const P extends string = never>(
  options: Omit<OptionsOf<'kubeconfig', P>, 'path'> & { readonly path?: string },
): Cluster<P> {
  const { context, path = '~/.kube/config', ...rest } = given(options);
  return { connection: { kind: 'kubeconfig', context, path }, ...rest };
}

/**
 * Any cluster by its address. The bearer token is asked for at deploy as the ephemeral variable
 * `TF_VAR_<environment>_cluster_token` and is kept neither in the plan nor in the state.
 * @param options.ca The cluster's certificate authority, PEM.
 *
 * @example
 * existing({ endpoint: 'https://203.0.113.10:6443', ca: 'PEM', provides: { storageClass: 'local-path' } });
 *
 * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs
 */
export function existing<const P extends string = never>(
  options: OptionsOf<'existing', P>,
): ExistingCluster<P> {
  const { endpoint, ca, ...rest } = given(options);
  return { connection: { kind: 'existing', endpoint, ca }, ...rest };
}

/**
 * A cluster whose nodes are the machines of a pool of the environment: at their first boot they wait for a token that
 * is handed to them after the deploy of the machines, and join with it.
 * @param pool The pool, by its name.
 * @param options.dns The address of the cluster's name server, which pods ask.
 *
 * @example
 * const cluster = existing({ endpoint: 'https://203.0.113.10:6443', ca: 'PEM', provides: {} });
 * joins(cluster, 'nodes', { dns: '10.96.0.10' });
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/
 */
export function joins<const P extends string>(
  cluster: ExistingCluster<never>,
  pool: P,
  options: JoinProps,
): Cluster<P> {
  const { connection, provides } = given(cluster);
  const { endpoint, ca } = given(connection);
  return { connection, provides, nodePool: pool, node: { endpoint, ca, ...options } };
}

/**
 * Amazon EKS, with credentials from the `aws` command.
 *
 * @example
 * eks({ name: 'shop', region: 'eu-central-1', endpoint: 'https://203.0.113.10', ca: 'PEM', provides: {} });
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html
 */
export function eks<const P extends string = never>(options: OptionsOf<'eks', P>): Cluster<P> {
  const { name, region, endpoint, ca, ...rest } = given(options);
  return { connection: { kind: 'eks', name, region, endpoint, ca }, ...rest };
}

/**
 * Google GKE, with credentials from `gke-gcloud-auth-plugin`.
 *
 * @example
 * gke({ endpoint: 'https://203.0.113.10', ca: 'PEM', provides: {} });
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl
 */
export function gke<const P extends string = never>(options: OptionsOf<'gke', P>): Cluster<P> {
  const { endpoint, ca, ...rest } = given(options);
  return { connection: { kind: 'gke', endpoint, ca }, ...rest };
}

/**
 * Azure AKS, with credentials from `kubelogin`.
 *
 * @example
 * aks({ endpoint: 'https://203.0.113.10', ca: 'PEM', provides: {} });
 *
 * @see https://azure.github.io/kubelogin/
 */
export function aks<const P extends string = never>(options: OptionsOf<'aks', P>): Cluster<P> {
  const { endpoint, ca, ...rest } = given(options);
  return { connection: { kind: 'aks', endpoint, ca }, ...rest };
}
