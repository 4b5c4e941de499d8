import type { Size } from '../constructs/quantities';
import type {
  Exposure,
  ExternalEndpoint,
  IngressSpec,
  PublicPort,
  WorkloadSpec,
} from '../constructs/workload';
import type { ServiceProps } from './service';

/** What of its workload every environment says about a service. */
type Sized = Pick<
  WorkloadSpec,
  'cpu' | 'cpuLimit' | 'memory' | 'memoryRequest' | 'ephemeralStorage' | 'resources'
>;
/** Which nodes the pods run on: as the service says, unless an environment says it otherwise. */
export const PLACED = [
  'nodeSelector',
  'tolerations',
  'affinity',
  'topologySpread',
  'priorityClass',
  'runtimeClass',
] as const satisfies readonly (keyof WorkloadSpec)[];
type Placed = (typeof PLACED)[number];

/** What it may say over what the service and the environment say. */
interface Adjustable extends Pick<WorkloadSpec, 'labels' | 'annotations' | 'serviceAccount' | Placed> {
  /** Files beside those of the service, or with another content at the same path. @default none */
  readonly files?: WorkloadSpec['files'];
  /** Ways out beside those of the service: the networks of a site differ from those of another. @default none */
  readonly egress?: WorkloadSpec['egress'];
}
/** What it may say of a container beside the service's own. */
type ContainerSettings = Partial<Sized>;
/** Under which domains its public port is served. */
interface Domains extends Pick<IngressSpec, 'aliases'> {
  /** The domain: `shop.example.com`, or `*.shop.example.com`. */
  readonly domain: string;
}
type Scaled = Required<Pick<WorkloadSpec, 'replicas'>>;

/** What says how many pods run. Of a `single` service, whether its one pod does: 0 switches it off. */
type ScaledAs<P> = P extends { readonly kind: 'daemonSet' }
  ? unknown
  : P extends { readonly single: true }
    ? { readonly replicas?: 0 | 1 }
    : Scaled;

/**
 * What an environment must say about a service, derived from the service: one with volumes needs their sizes, a public
 * one its domain, one that may run several times its replicas. A daemon set runs on every node.
 */
export type ServiceSettings<P extends ServiceProps> = Adjustable &
  Sized &
  ScaledAs<P> &
  (P extends { readonly volumes: infer V }
    ? { readonly volumes: { readonly [K in keyof V]: Size } }
    : unknown) &
  (P extends { readonly public: string | PublicPort } ? Domains : unknown) &
  (P extends { readonly connectsTo: infer C }
    ? { readonly connectsTo?: { readonly [K in ServersAmong<C>]?: ExternalEndpoint } }
    : unknown) &
  (P extends { readonly initContainers: infer C }
    ? { readonly initContainers?: { readonly [K in keyof C]?: ContainerSettings } }
    : unknown) &
  (P extends { readonly sidecars: infer C }
    ? { readonly sidecars?: { readonly [K in keyof C]?: ContainerSettings } }
    : unknown) &
  Exposed<keyof NonNullable<P['ports']> & string> &
  (P extends { readonly settings: readonly (infer N extends string)[] }
    ? { readonly settings: { readonly [K in N]: string } }
    : unknown);

/** The names of the connections to servers outside the cluster. */
type ServersAmong<C> = { [K in keyof C]: C[K] extends ExternalEndpoint ? K : never }[keyof C];

/** How clients outside reach it without an ingress: their networks are the environment's. */
interface Exposed<Port extends string = string> {
  /** `loadBalancer(…)` or `nodePort(…)`. @default not reached that way */
  readonly exposed?: Exposure<Port>;
}

/** {@link ServiceSettings} of some service, as the stacks read them. */
export interface AnyServiceSettings extends Adjustable, Sized, Partial<Scaled>, Partial<Domains>, Exposed {
  /** Volume name → its size. */
  readonly volumes?: Readonly<Record<string, Size>>;
  /** Connection to a server outside the cluster → the server here. */
  readonly connectsTo?: Readonly<Record<string, ExternalEndpoint>>;
  /** Init container → its resources here. */
  readonly initContainers?: Readonly<Record<string, ContainerSettings>>;
  /** Sidecar → its resources here. */
  readonly sidecars?: Readonly<Record<string, ContainerSettings>>;
  /** The variables that the service leaves to each environment. */
  readonly settings?: Readonly<Record<string, string>>;
}
