import { given } from '../constructs/shape';
import {
  type AccessMode,
  type Caller,
  type EnvValue,
  type ExternalEndpoint,
  type ForeignService,
  type InitContainer,
  NamedPorts,
  type PublicPort,
  type Sidecar,
  type WorkloadSpec,
} from '../constructs/workload';
import { definedIn } from './defined-in';
import type { ProjectPods, ProjectService } from './foreign-project';
import type { Image, PrebuiltImage } from './image';
import type { PortReference } from './reference';

/** The options of a workload that a service does not have: the project says them, or each environment. */
export const NOT_OF_A_SERVICE = [
  'partOf',
  'imagePullSecrets',
  'replicas',
  'cpu',
  'cpuLimit',
  'memory',
  'memoryRequest',
  'ephemeralStorage',
  'resources',
  'storageClass',
  'protect',
  'ingress',
  'exposed',
] as const satisfies readonly (keyof WorkloadSpec)[];

/** What is true of a service in every environment: the options of its workload, and what only a service has. */
export interface ServiceProps extends Omit<
  WorkloadSpec,
  | (typeof NOT_OF_A_SERVICE)[number]
  | 'image'
  | 'volumes'
  | 'connectsTo'
  | 'allowFrom'
  | 'env'
  | 'initContainers'
  | 'sidecars'
> {
  /**
   * What it runs: an image that the project builds (`image({ context })`), one that was built elsewhere
   * (`prebuilt('docker.io/library/redis:7.4@sha256:…')`), or that of another service (`web.image`).
   */
  readonly image: ServiceImage;
  /** Names of environment variables whose value each environment gives. @default none */
  readonly settings?: readonly string[];
  /**
   * Volume name → where it is mounted. Each environment says how large it is. Needs `single`, or the kind `statefulSet`, where
   * each pod has its own. @default none
   */
  readonly volumes?: Readonly<Record<string, string | ServiceVolume>>;
  /**
   * What it connects to: `DATABASE: database.port('sql')` gives it DATABASE_HOST and DATABASE_PORT, opens exactly this
   * connection in the network policies, and rolls it out after the other. Servers outside the cluster, Services of other
   * namespaces, and services of other projects stand here as well: `PAYMENTS: external('api.payments.example', 443)`. @default nothing
   */
  readonly connectsTo?: Readonly<Record<string, ServiceTarget>>;
  /**
   * Who else may connect: pods of other namespaces (`{ metrics: [inNamespace('monitoring').pods({ app: 'prometheus' })] }`), those of a
   * service of another project (`inProject('shop').pods('web')`), and networks that are not those of pods (`fromNetwork('10.0.0.0/22')`).
   * @default none
   */
  readonly allowFrom?: Readonly<Record<string, readonly (Caller | ProjectPods)[]>>;
  /**
   * Environment variables: text, or addresses as the application wants them. `CART_ADDR: cart.address('grpc')` and
   * interpolate`redis://${redis.address('redis')}/0` open the connection, and order the rollouts, as `connectsTo` does. @default none
   */
  readonly env?: Readonly<Record<string, EnvValue<ServiceTarget>>>;
  /**
   * The port that the environment's ingress serves to the outside, or what it serves in full:
   * `{ paths: { '/api/v1/streaming': 'streaming' }, maxBodySize: Size.mebibytes(40) }`. @default none
   */
  readonly public?: string | PublicPort;
  /**
   * Containers that run one after the other, in the order in which they are written, before the others of each pod start: `wait`,
   * `render-config`. Without an image of its own, one runs that of the service. @default none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  readonly initContainers?: Readonly<Record<string, ServiceContainer<InitContainer>>>;
  /**
   * Containers that run beside the service's own in each pod: an exporter, a proxy. A port on which one listens is among `ports`.
   * @default none
   */
  readonly sidecars?: Readonly<Record<string, ServiceContainer<Sidecar>>>;
}

/**
 * A container beside a service's own: one that runs before it, or at its side.
 *
 * @example
 * service({
 *   name: 'api',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080, metrics: 9394 },
 *   ready: httpGet('http', '/readyz'),
 *   initContainers: { warm: { command: ['node', 'warm.js'], scratch: ['/cache'] } },
 *   scratch: ['/cache'],
 *   sidecars: {
 *     exporter: {
 *       image: prebuilt(`docker.io/prom/statsd-exporter:v0.28.0@sha256:${'a'.repeat(64)}`),
 *       ports: ['metrics'],
 *       cpu: Cpu.millis(50),
 *       memory: Size.mebibytes(64),
 *     },
 *   },
 * });
 */
export type ServiceContainer<C extends InitContainer | Sidecar = InitContainer | Sidecar> = Omit<
  C,
  'image' | 'env'
> & {
  /** What it runs: `prebuilt('…@sha256:…')`, or what another service runs (`api.image`). @default the image of the service */
  readonly image?: PrebuiltImage | SharedImage;
  /** Its environment variables: text, or addresses, as in `env` of the service. @default none */
  readonly env?: Readonly<Record<string, EnvValue<ServiceTarget>>>;
};

/** The containers beside a service's own, and where each is said: `sidecars.exporter`. */
export function containersOf({ initContainers = {}, sidecars = {} }: ServiceProps) {
  return Object.entries({ initContainers, sidecars }).flatMap(([option, containers]) =>
    Object.entries<ServiceContainer>(containers).map(([name, container]) => ({
      name,
      option: `${option}.${name}`,
      container,
    })),
  );
}

/** A volume that the pods of several nodes may mount at once, or of which a folder is mounted. */
interface ServiceVolume {
  /** Where the container sees it: an absolute path. */
  readonly mountPath: string;
  /** Who may mount it at a time. The storage class must be able to. @default 'ReadWriteOnce' */
  readonly accessMode?: AccessMode;
  /** The folder of the volume that is mounted, below its root. @default all of it */
  readonly subPath?: string;
}

/** The image of another service: built, released and promoted once, under that service's name. */
export interface SharedImage {
  readonly kind: 'shared';
  readonly service: Service;
}

/** What a service runs. */
export type ServiceImage = Image | PrebuiltImage | SharedImage;

/** A port of a service, as another one names it in `connectsTo`. */
export interface ServicePort {
  readonly kind: 'service';
  /** The service that listens. */
  readonly service: Service;
  /** The port's name. */
  readonly port: string;
}

/** What a service can connect to. */
export type ServiceTarget = ServicePort | PortReference | ProjectService | ForeignService | ExternalEndpoint;

/**
 * A container image with its ports, probes and connections: the same in every environment.
 *
 * @example
 * const database = service({
 *   name: 'database',
 *   image: image({ context: __dirname }),
 *   ports: { sql: 5432 },
 *   ready: tcp('sql'),
 * });
 * database.port('sql'); // for the `connectsTo` of another service
 * database.address('sql'); // for its `env`: database:5432
 */
export class Service<P extends ServiceProps = ServiceProps> extends NamedPorts<
  keyof NonNullable<P['ports']> & string,
  ServicePort
> {
  constructor(
    /** What `service()` was given. */
    readonly props: P,
    /** The file that describes it, absolute, where the runtime can tell. */
    readonly file: string | undefined,
  ) {
    super();
  }

  /** Its name, which is its workload's too. */
  get name(): P['name'] {
    return this.props.name;
  }

  /** What it runs, for another service that runs the same, with a `command` of its own. */
  get image(): SharedImage | PrebuiltImage {
    const image = given(this.props.image);
    return image.kind === 'image' ? { kind: 'shared', service: this } : image;
  }

  /** One of its ports, for another service's `connectsTo`. */
  override port(name: keyof NonNullable<P['ports']> & string): ServicePort {
    return { kind: 'service', service: this, port: name };
  }
}

/** Refuses unknown options: where it infers a type, the compiler does not look for them. */
type Unknown<P> = { readonly [K in Exclude<keyof P, keyof ServiceProps>]: never };

/**
 * Describes a service. What may differ between environments is not here but in {@link ServiceSettings}.
 *
 * @example
 * const database = service({
 *   name: 'database',
 *   image: image({ context: __dirname }),
 *   ports: { sql: 5432 },
 *   ready: tcp('sql'),
 *   single: true,
 *   volumes: { data: '/var/lib/postgresql/data' },
 * });
 * service({
 *   name: 'api',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 *   connectsTo: { DATABASE: database.port('sql') },
 *   secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
 *   settings: ['LOG_LEVEL'],
 * });
 */
export function service<const P extends ServiceProps>(props: P & Unknown<P>): Service<P> {
  return new Service(given(props), definedIn());
}
