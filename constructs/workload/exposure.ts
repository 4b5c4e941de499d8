import { z } from '../../core/zod';

/** Clients at any address. */
export interface Everyone {
  readonly kind: 'everyone';
  /** Why nobody is kept out; written beside the Service, as an annotation. */
  readonly reason: string;
}

/** Who may connect from outside: the networks they are in, or everyone. */
export type Clients = readonly string[] | Everyone;

/** A cloud whose annotation for an internal load balancer is known. */
export type Cloud = 'aws' | 'azure' | 'gcp';

interface ExposedBy {
  /** Who may connect: networks such as `203.0.113.0/24`, or `everyone('reason')`. The network policy lets in nobody else. */
  readonly from: Clients;
  /**
   * The networks that connections come from at the pods, where a proxy or a node stands between and puts its own address in: the
   * subnets of such a load balancer, or those of the nodes. Traffic may then go by way of any node.
   * @default the clients' own addresses arrive: only nodes that run a pod answer (`externalTrafficPolicy: Local`)
   */
  readonly through?: readonly string[];
  /** Annotations of the Service, by which clouds configure load balancers. Data, not a template. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A Service with a load balancer of the cloud in front. Made by {@link loadBalancer}. */
export interface LoadBalancer<Port extends string = string> extends ExposedBy {
  readonly kind: 'load-balancer';
  /** The names of the ports. @default the only one */
  readonly ports?: readonly Port[];
  /** Gets an address inside the cloud's network only, by the annotations of this cloud. @default an address as the cluster gives it */
  readonly internal?: Cloud;
  /** Which implementation makes it, e.g. `service.k8s.aws/nlb`. @default the cluster's */
  readonly className?: string;
}

/** A Service with a port on every node. Made by {@link nodePort}. */
export interface NodePort<Port extends string = string> extends ExposedBy {
  readonly kind: 'node-port';
  /** The name of the port → its number on the nodes, 30000–32767. */
  readonly ports: { readonly [K in Port]?: number };
}

/** How a workload is reached from outside without an ingress. */
export type Exposure<Port extends string = string> = LoadBalancer<Port> | NodePort<Port>;

/**
 * Clients at any address.
 *
 * @example
 * const exposed = loadBalancer({ from: everyone('the shop is public') });
 */
export function everyone(reason: string): Everyone {
  return { kind: 'everyone', reason };
}

/**
 * A load balancer of the cloud, beside the Service inside the cluster. Terraform waits until it has an address.
 *
 * @example
 * const exposed = loadBalancer({ from: ['203.0.113.0/24'], internal: 'aws' });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
 */
export function loadBalancer<const Port extends string = never>(
  options: Omit<LoadBalancer<Port>, 'kind'>,
): LoadBalancer<Port> {
  return { kind: 'load-balancer', ...options };
}

/**
 * A port on every node, beside the Service inside the cluster.
 *
 * @example
 * const exposed = nodePort({ ports: { http: 30080 }, from: ['10.0.0.0/8'] });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export function nodePort<const Port extends string = never>(
  options: Omit<NodePort<Port>, 'kind'>,
): NodePort<Port> {
  return { kind: 'node-port', ...options };
}

/** The names of the ports that are exposed, of those that a workload declares. */
export function exposedPorts(exposure: Exposure, declared: readonly string[]): readonly string[] {
  if (exposure.kind === 'node-port') return Object.keys(exposure.ports);
  return exposure.ports ?? declared;
}

/** The names of the ports that are open on every node, with their numbers there. */
export function nodeNumbersOf({ ports }: NodePort): readonly (readonly [string, number])[] {
  return Object.entries<number | undefined>(ports).flatMap(([name, number]) =>
    number === undefined ? [] : [[name, number] as const],
  );
}

/**
 * What makes a load balancer internal in each cloud. Amazon's has two makers, which read different ones.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
 */
export const INTERNAL_ANNOTATIONS: Readonly<Record<Cloud, Readonly<Record<string, string>>>> = {
  aws: {
    'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  },
  azure: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
  gcp: { 'networking.gke.io/load-balancer-type': 'Internal' },
};

const exposedBy = {
  from: z.union(
    [z.array(z.string()).readonly(), z.strictObject({ kind: z.literal('everyone'), reason: z.string() })],
    { error: "must be a list of networks, or everyone('reason')" },
  ),
  through: z.array(z.string()).readonly().optional(),
  annotations: z.record(z.string(), z.string()).readonly().optional(),
};

/** What the compiler checks of an exposure, for callers without types. */
export const exposure: z.ZodType<Exposure> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('load-balancer'),
      ...exposedBy,
      ports: z.array(z.string()).readonly().optional(),
      internal: z.enum(['aws', 'azure', 'gcp']).optional(),
      className: z.string().optional(),
    }),
    z.strictObject({
      kind: z.literal('node-port'),
      ...exposedBy,
      ports: z.record(z.string(), z.number()).readonly(),
    }),
  ],
  { error: 'must be loadBalancer(…) or nodePort(…)' },
);
