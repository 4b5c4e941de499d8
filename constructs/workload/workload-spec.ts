import type { Cpu, Duration, Size } from '../quantities';
import type { Endpoint } from './endpoint';
import type { PinnedImage } from '../image-build';
import type { ExternalEndpoint } from './external-endpoint';
import type { NoProbe, Probe } from './probe';
import type { Replicas } from './replicas';
import type { SecretKey } from './secret-key';
import type { Tls } from './tls';
import type { Volume } from './volume';

/**
 * One workload as plain values: what `checkWorkload` judges before any construct exists, and what `Workload` makes.
 * The names of its ports are known to the types: a probe of a port that is not declared does not compile.
 */
export interface WorkloadSpec<Port extends string = string> {
  /** Names all of it: at most 52 characters, lower case, beginning with a letter. */
  readonly name: string;
  /** The application it belongs to, as the label `app.kubernetes.io/part-of`. @default no label */
  readonly partOf?: string;

  /** What runs: `repository@sha256:…`, never a tag. */
  readonly image: PinnedImage;
  /** Replaces the image's entrypoint. Data, not a template: `$(NAME)` stays as it is. @default the image's */
  readonly command?: readonly string[];
  /** Replaces the image's arguments. Data as well. @default the image's */
  readonly args?: readonly string[];
  /** User and group id of the process, and the group of its volumes. Never 0. @default 10001 */
  readonly user?: number;
  /** Names of Secrets of type `kubernetes.io/dockerconfigjson` in the namespace. @default none */
  readonly imagePullSecrets?: readonly string[];

  /** How many pods: a number (0 switches off) or bounds for the autoscaler. */
  readonly replicas: Replicas;
  /** At most one pod at any moment, even during a rollout: a stateful set of one. @default false */
  readonly single?: boolean;
  /** CPU that is reserved for each pod. There is no limit: idle CPU may be used, nobody is throttled. */
  readonly cpu: Cpu;
  /** Memory for each pod: reserved and the limit alike, so that a node never runs out by promises. */
  readonly memory: Size;

  /** Runs on nodes with these labels only. @default on any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /** Ports by name, 1024–65535; the Service has the same numbers. @default none, and no Service */
  readonly ports?: Readonly<Record<Port, number>>;
  /** When a pod gets traffic and a rollout goes on. */
  readonly ready: Probe<NoInfer<Port>> | NoProbe;
  /** When a container is killed and started anew. @default never, while its process lives */
  readonly live?: Probe<NoInfer<Port>>;
  /** What must succeed once before the other probes begin: for a slow start. @default none */
  readonly startup?: Probe<NoInfer<Port>>;
  /** From the first signal to the kill. @default 30 s */
  readonly terminationGrace?: Duration;
  /** How long a rollout may stand without progress before it fails. @default 5 min */
  readonly rolloutDeadline?: Duration;

  /** Environment variables. Data: `$(NAME)` stays as it is. Never a secret. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Environment variables from Secrets. A changed Secret does not restart pods. @default none */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
  /** Text files by absolute path, read-only. A changed file rolls the pods. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** Writable directories that live and die with the pod: all else is read-only. @default none */
  readonly scratch?: readonly string[];
  /** The most that each scratch directory holds; a pod beyond it is evicted. @default 256 MiB */
  readonly scratchSize?: Size;
  /** Storage that outlives the pods, by name. Needs `single`. @default none */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** The storage class of the volumes. Can't be changed later. @default the cluster's default class */
  readonly storageClass?: string;
  /** Terraform refuses to destroy the volumes. @default false */
  readonly protect?: boolean;

  /** What it connects to: `{ DATABASE: … }` sets DATABASE_HOST and DATABASE_PORT and opens exactly this way. @default nothing */
  readonly connectsTo?: Readonly<Record<string, Endpoint>>;
  /** What it connects to outside the cluster, likewise: `{ PAYMENTS: external('api.payments.example', 443) }`. @default nothing */
  readonly egress?: Readonly<Record<string, ExternalEndpoint>>;
  /** Serves a port to the outside under a domain. @default reachable from no one outside */
  readonly ingress?: IngressSpec<NoInfer<Port>>;
}

/** One domain that leads to one port. */
export interface IngressSpec<Port extends string = string> {
  readonly port: Port;
  /** e.g. `shop.example.com` */
  readonly domain: string;
  /** The cluster's IngressClass, e.g. `nginx`. */
  readonly className: string;
  readonly tls: Tls;
  /** The namespace whose pods may connect: where the ingress controller runs. @default 'ingress-nginx' */
  readonly controllerNamespace?: string;
}
