import { Duration, Size } from '../quantities';
import { cpu, defaulted, duration, optional, required, size } from '../shape';
import { callers } from './callers';
import { exposure } from './exposure';
import { metrics } from './metrics';
import * as is from './shapes';

/** The options of a workload, one entry for each: what it means, its shape, its type and its default. */
export const OWN_OPTIONS = {
  /** Names everything that belongs to it: at most 52 characters, lower case, beginning with a letter (RFC 1035). */
  name: required(is.text),
  /** The application it belongs to, as the label `app.kubernetes.io/part-of`. @default no label */
  partOf: optional(is.text),
  /** Labels of all its objects and of its pods, such as a cost centre. A change rolls the pods. @default none */
  labels: defaulted(is.named(is.text), {}),
  /** Annotations of all its objects and of its pods. A change rolls the pods. @default none */
  annotations: defaulted(is.named(is.text), {}),
  /** Labels of its pods alone, such as `azure.workload.identity/use`. @default none beside `labels` */
  podLabels: defaulted(is.named(is.text), {}),
  /** Annotations of its pods alone, such as `sidecar.istio.io/inject`. @default none beside `annotations` */
  podAnnotations: defaulted(is.named(is.text), {}),

  /** What runs: `repository@sha256:…`, never a tag. */
  image: required(is.image),
  /**
   * Replaces the image's entrypoint. Texts are data: `$(NAME)` in one stays as it is, and `variable('NAME')` is the value of a variable.
   * @default the image's
   */
  command: optional(is.words),
  /** Replaces the image's arguments, in the same way. @default the image's */
  args: optional(is.words),
  /** The directory that the process starts in. @default the image's */
  workingDir: optional(is.absolutePath),
  /** The numeric user of the process: never 0, except as `runsAsRoot('reason')`. @default 10001 */
  user: defaulted(is.user, 10_001),
  /** The numeric group of the process. @default the number of the user */
  group: optional(is.number),
  /** The group that may write mounted volumes. @default the group of the process */
  fsGroup: optional(is.number),
  /** Further groups of the process, such as the one that a shared volume belongs to. @default none */
  supplementalGroups: defaulted(is.groups, []),
  /** What it keeps of root's capabilities: `addCapabilities(['CHOWN'], 'reason')`. @default none */
  capabilities: optional(is.addedCapabilities),
  /** `writableRoot('reason')` lets it write everywhere in its file system. @default read-only, except `scratch` and `volumes` */
  rootFilesystem: optional(is.writableRoot),
  /** `runsPrivileged('reason')` lets it do all that root of the node may. @default no privileges */
  privileged: optional(is.privileged),
  /** `onHostNetwork('reason')` gives a daemon set the network of the node. @default a network of its own for each pod */
  hostNetwork: optional(is.hostNetwork),
  /** `seesHostProcesses('reason')` lets a daemon set see the processes of the node. @default only those of its own container */
  hostPid: optional(is.hostPid),
  /**
   * Names of Secrets of type `kubernetes.io/dockerconfigjson` in the namespace. Where none is named any more, the provider keeps those that
   * were: `slipway diff` says so. They do no harm once they are gone. @default none
   */
  imagePullSecrets: defaulted(is.texts, []),
  /**
   * Whom its pods are to the API server and to a cloud: an account of its own, `{ annotations, rights }`, or
   * `existingServiceAccount('…')`. Rights are of use only with `egress: [apiServer()]`. @default the namespace's, without a token
   */
  serviceAccount: optional(is.serviceAccount),

  /**
   * What runs the pods. `deployment`: any of them may serve, and a rollout replaces them one by one. `statefulSet`: each keeps its
   * name and its own claim for each volume. `daemonSet`: one on every node, such as an agent that collects logs.
   * @default 'deployment'
   */
  kind: defaulted(is.kind, 'deployment'),
  /** How many pods: a number (0 switches off) or bounds for the autoscaler. A daemon set has none. @default 1 */
  replicas: defaulted(is.replicas, 1),
  /** Runs at most one pod at any moment, even during a rollout: a stateful set of one. @default false */
  single: defaulted(is.flag, false),
  /** CPU that is reserved for each pod. Idle CPU may be used as well, unless there is a `cpuLimit`. */
  cpu: required(cpu),
  /** The most CPU that each pod may use; above it is slowed down, even while CPUs are idle. @default no limit */
  cpuLimit: optional(cpu),
  /** The most memory that each pod may use, and what is reserved for it: a node is never promised more than it has. */
  memory: required(size),
  /**
   * Memory that is reserved for each pod, where that is less than it may use. Pods above it are the first to go when their node runs
   * out. @default the same as `memory`
   */
  memoryRequest: optional(size),
  /**
   * The most that each pod may write on the disk of its node, and what is reserved there: logs, its own file system, and scratch that is
   * not in memory. A pod above it is evicted. @default no limit but that of each scratch directory
   */
  ephemeralStorage: optional(size),
  /** Devices and other extended resources, as nodes advertise them: `{ 'nvidia.com/gpu': 1 }`. @default none */
  resources: defaulted(is.named(is.number), {}),
  /** Runs only on nodes with these labels. @default on any node */
  nodeSelector: defaulted(is.named(is.text), {}),
  /** The taints of nodes that its pods bear; `'all'` for an agent that runs on every node. @default none */
  tolerations: defaulted(is.tolerations, []),
  /** Which nodes its pods run on, by the labels of nodes and by the pods that are there. @default away from its own zones, where possible */
  affinity: optional(is.affinity),
  /** How evenly its pods are spread over nodes or zones; an empty list for not at all. @default over nodes, where possible */
  topologySpread: optional(is.topologySpread),
  /** The PriorityClass of its pods: which wait, and which are evicted, when nodes are full. @default the cluster's */
  priorityClass: optional(is.text),
  /** The RuntimeClass of its pods, such as `gvisor`. @default the cluster's */
  runtimeClass: optional(is.text),

  ports: defaulted(is.named(is.port), {}),
  ready: required(is.probe),
  live: optional(is.probe),
  startup: optional(is.probe),
  preStop: optional(is.preStop),
  /** Time from the first signal to the kill. @default 30 s */
  terminationGrace: defaulted(duration, Duration.seconds(30)),
  /** How long a rollout may make no progress before it fails. @default 5 min */
  rolloutDeadline: defaulted(duration, Duration.minutes(5)),
  /**
   * How a rollout replaces the pods of a deployment or a daemon set. @default one at a time and never fewer than asked for; in a
   * daemon set a tenth of the nodes at a time
   */
  rollout: optional(is.rollout),
  /**
   * How long a new pod must be ready before it counts and the next one is replaced. Not for a stateful set without `volumes`, nor with
   * `single`. @default no time
   */
  minReady: defaulted(duration, Duration.seconds(0)),
  /**
   * How many earlier rollouts Kubernetes keeps, to return to by hand: at least 1 for a stateful set, which cannot change it later.
   * @default 10
   */
  historyLimit: optional(is.number),
  /** How many pods stay while nodes are drained. A lone pod has no budget. @default { maxUnavailable: 1 } */
  disruptionBudget: optional(is.disruptionBudget),

  /**
   * Environment variables. Data: `$(NAME)` stays as it is. Never a secret. What an address in them leads to (`cart.address('grpc')`,
   * interpolate`redis://${redis.address()}/0`), it connects to as if `connectsTo` named it. @default none
   */
  env: defaulted(is.named(is.envValue(is.target)), {}),
  /** Environment variables from Secrets. A changed Secret does not restart pods. @default none */
  secrets: defaulted(is.named(is.secretKey), {}),
  /** Variables from every key of a Secret or ConfigMap: `[existingConfigMap('flags')]`. The later wins, `env` wins over all. @default none */
  envFrom: defaulted(is.envFrom, []),
  /**
   * Files by absolute path, read-only: text, `file('…', { mode: 0o555 })`, `binaryFile(…)`, `secretKey(…)` or `configMapKey(…)`. A
   * changed text or binary file rolls the pods. @default none
   */
  files: defaulted(is.named(is.file), {}),
  /**
   * Directories that are writable and are lost with the pod; the rest of the file system is read-only: `['/tmp']`, or
   * `{ '/tmp': {}, '/dev/shm': { size: Size.mebibytes(64), inMemory: true } }`. @default none
   */
  scratch: defaulted(is.scratch, []),
  /** The most that each scratch directory may hold; a pod that exceeds it is evicted. @default 256 MiB */
  scratchSize: defaulted(size, Size.mebibytes(256)),
  /**
   * What else it sees, by absolute path: `wholeSecret('shop-tls')`, `existingConfigMap('flags')`, `existingClaim('uploads')`, and
   * `hostPath('/var/log/pods', 'reason')` in a daemon set. @default nothing
   */
  mounts: defaulted(is.named(is.mount), {}),
  /**
   * Storage that outlives the pods, by name. Needs `single`, the kind `statefulSet`, where each pod has its own, or the access mode
   * `ReadWriteMany`. @default none
   */
  volumes: defaulted(is.named(is.volume), {}),
  /** The storage class of the volumes. It cannot be changed later. @default the cluster's default class */
  storageClass: optional(is.text),
  /** Makes Terraform refuse to destroy the volumes. @default false */
  protect: defaulted(is.flag, false),

  /**
   * What it connects to: `{ DATABASE: … }` sets DATABASE_HOST and DATABASE_PORT and opens exactly this connection in the
   * network policies. A port of another workload, `external(…)`, or a Service `inNamespace(…)`. @default nothing
   */
  connectsTo: defaulted(is.named(is.target), {}),
  /**
   * Ways out that are opened and of which the process is told nothing: `[internet(443), cidr('10.1.0.0/16', 5432), apiServer()]`.
   * @default none
   */
  egress: defaulted(is.egress, []),
  /**
   * Address → names that lead to it from inside its pods, as in /etc/hosts: `{ '10.1.0.7': ['ldap.corp.example'] }`. The way there is
   * opened by `connectsTo` or `egress`. @default none
   */
  hostAliases: defaulted(is.hostAliases, {}),
  /** Options of the resolver of its pods: `{ ndots: '1' }` looks public names up at once. @default as the cluster has them */
  dnsOptions: defaulted(is.named(is.text), {}),
  /**
   * Parameters of the kernel for its pods, of those that belong to a pod alone: `{ 'net.ipv4.tcp_keepalive_time': '60' }`. Ports below 1024
   * need none. @default those of the node
   */
  sysctls: defaulted(is.named(is.text), {}),
  /** `ClientIP`: connections of one client lead to one pod while it lives. @default to any pod */
  sessionAffinity: optional(is.sessionAffinity),
  /** What IP addresses its Services have. @default as the cluster decides: one family */
  ipFamilies: optional(is.ipFamilies),
  allowFrom: defaulted(callers, {}),
  metrics: optional(metrics),
  ingress: optional(is.ingress),
  exposed: optional(exposure),
};
