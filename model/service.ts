import type { Cpu, Duration, Size } from '../constructs/quantities';
import type { ExternalEndpoint, NoProbe, Probe, Replicas, SecretKey } from '../constructs/workload';
import { definedIn } from './defined-in';
import type { Image } from './image';

/** What is true of a service in every environment. */
export interface ServiceProps {
  /** The name of its workload, its DNS name and its release files: RFC 1035, at most 52 characters. */
  readonly name: string;
  readonly image: Image;
  /** Port name → number that the container listens on (1024 or above: it does not run as root). @default none */
  readonly ports?: Readonly<Record<string, number>>;
  /** When a pod may receive traffic; `noProbe('reason')` where nothing can tell. */
  readonly ready: Probe | NoProbe;
  /** When a pod must be restarted. @default never: it ends by itself when it is broken */
  readonly live?: Probe;
  /** When a slow start is over; the other probes wait for it. @default none */
  readonly startup?: Probe;
  /** From the first signal to the kill. @default 30 s */
  readonly terminationGrace?: Duration;
  /** How long a rollout may stand without progress before it fails. @default 5 min */
  readonly rolloutDeadline?: Duration;
  /** Environment variables that are the same everywhere. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Names of environment variables whose value each environment gives. @default none */
  readonly settings?: readonly string[];
  /** Environment variables from secrets, by reference. @default none */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
  /** Absolute path → content, mounted read-only. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders that may be written and are lost with the pod; the rest of the file system is read-only. @default none */
  readonly scratch?: readonly string[];
  /** The most that each of them holds; a pod beyond it is evicted. @default 256 MiB */
  readonly scratchSize?: Size;
  /** Volume name → where it is mounted. How large it is, each environment says. Needs `single`. @default none */
  readonly volumes?: Readonly<Record<string, string>>;
  /** True where two running at once would do harm: a database on one volume. @default false */
  readonly single?: boolean;
  /**
   * What it talks to: `DATABASE: database.port('sql')` gives it DATABASE_HOST and DATABASE_PORT, opens exactly this
   * connection in the network policies, and rolls it out after the other. @default nothing
   */
  readonly connectsTo?: Readonly<Record<string, ServicePort>>;
  /** What it talks to outside the cluster: `PAYMENTS: external('pay.example.com', 443)`, opened likewise. @default nothing */
  readonly egress?: Readonly<Record<string, ExternalEndpoint>>;
  /** The port that the environment's ingress serves to the outside. @default none */
  readonly public?: string;
  /** The numeric user that the container runs as. @default 10001 */
  readonly user?: number;
}

/** A port of a service, as another one names it in `connectsTo`. */
export interface ServicePort {
  readonly service: Service;
  readonly port: string;
}

/** A container image with its ports, probes and connections: the same in every environment. */
export class Service<P extends ServiceProps = ServiceProps> {
  constructor(
    readonly props: P,
    /** The file that describes it, absolute, where the runtime can tell. */
    readonly file: string | undefined,
  ) {}

  get name(): P['name'] {
    return this.props.name;
  }

  /** One of its ports, for another service's `connectsTo`. */
  port(name: keyof P['ports'] & string): ServicePort {
    return { service: this, port: name };
  }
}

/** A property that no service has: the compiler forgets to look where it infers. */
type Unknown<P> = { readonly [K in Exclude<keyof P, keyof ServiceProps>]: never };

/** Describes a service. What may differ between environments is not here but in {@link ServiceSettings}. */
export function service<const P extends ServiceProps>(props: P & Unknown<P>): Service<P> {
  return new Service(props, definedIn());
}

/**
 * What an environment must say about a service, derived from the service: one with volumes needs their sizes, a public
 * one its domain, one that may run several times its replicas.
 */
export type ServiceSettings<P extends ServiceProps> = {
  /** Processor time that a pod is promised. */
  readonly cpu: Cpu;
  /** Memory that a pod is promised, and the most that it may use. */
  readonly memory: Size;
} & (P extends { readonly single: true } ? unknown : { readonly replicas: Replicas }) &
  (P extends { readonly volumes: infer V }
    ? { readonly volumes: { readonly [K in keyof V]: Size } }
    : unknown) &
  (P extends { readonly public: string } ? { readonly domain: string } : unknown) &
  (P extends { readonly settings: readonly (infer N extends string)[] }
    ? { readonly settings: { readonly [K in N]: string } }
    : unknown);

/** {@link ServiceSettings} of some service, as the stacks read them. */
export interface AnyServiceSettings {
  readonly cpu: Cpu;
  readonly memory: Size;
  readonly replicas?: Replicas;
  readonly volumes?: Readonly<Record<string, Size>>;
  readonly domain?: string;
  readonly settings?: Readonly<Record<string, string>>;
}
