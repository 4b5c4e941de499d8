import { cpu, defaulted, optional, required, size, type Spec } from '../shape';
import { OWN_OPTIONS } from './own-options';
import type { Probe } from './probe';
import type { PreStop } from './pre-stop';
import * as is from './shapes';

/** What any other container of the pods has: options that mean what they mean for the workload's own, and what it shares with that. */
const CONTAINER_OPTIONS = {
  ...pick(OWN_OPTIONS, [
    'command',
    'args',
    'workingDir',
    'capabilities',
    'rootFilesystem',
    'privileged',
    'cpuLimit',
    'memoryRequest',
    'ephemeralStorage',
    'resources',
    'env',
    'secrets',
    'envFrom',
    'files',
    'mounts',
  ]),
  /** What runs: `repository@sha256:…`, never a tag. Without one it needs a `command`. @default the image of the workload */
  image: optional(is.image),
  /** The numeric user of its process, and its group. @default those of the workload */
  user: optional(is.user),
  /**
   * Directories that it may write. The same path in several containers is the same directory: so they hand files to each other. Its
   * size is what `scratch` of the workload says of the path, or else `scratchSize`. @default none
   */
  scratch: defaulted(is.texts, []),
  /** Names of the workload's `volumes` that it mounts as well, at the same path. @default none */
  volumes: defaulted(is.texts, []),
};

/** The options of a container that runs, and ends, before the others start. */
export const INIT_CONTAINER_OPTIONS = {
  ...CONTAINER_OPTIONS,
  /** CPU that is reserved for it. It counts only where it is more than the others need together. @default as the workload */
  cpu: optional(cpu),
  /** The most memory that it may use. It counts only where it is more than the others need together. @default as the workload */
  memory: optional(size),
};

/** The options of a container that runs beside the workload's own. */
export const SIDECAR_OPTIONS = {
  ...CONTAINER_OPTIONS,
  /** CPU that is reserved for it in each pod, beside that of the workload. */
  cpu: required(cpu),
  /** The most memory that it may use in each pod, beside that of the workload. */
  memory: required(size),
  ports: defaulted(is.texts, []),
  ready: optional(is.probe),
  live: optional(is.probe),
  startup: optional(is.probe),
  preStop: optional(is.preStop),
};

/**
 * A container that runs, and ends, before the others of its pod start.
 *
 * @example
 * const wait: InitContainer = {
 *   image: pinnedImage('docker.io/library/busybox', `sha256:${'a'.repeat(64)}`),
 *   command: ['sh', '-c', 'until nc -z "$DATABASE_HOST" "$DATABASE_PORT"; do sleep 1; done'],
 * };
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 */
export type InitContainer = Spec<typeof INIT_CONTAINER_OPTIONS>;

/** The options of a sidecar whose types know the names of the ports. */
interface SidecarPorts<Port extends string> {
  /** Those of the workload's `ports` on which it listens, rather than the workload's own container. @default none */
  readonly ports?: readonly Port[];
  /** When it is ready: only then does the pod get traffic. @default as soon as it runs */
  readonly ready?: Probe<Port>;
  /** When it is killed and started again. @default never, while its process lives */
  readonly live?: Probe<Port>;
  /** What must succeed once before its other probes begin. @default none */
  readonly startup?: Probe<Port>;
  /** What happens in it before it gets the signal to end. @default nothing */
  readonly preStop?: PreStop<Port>;
}

/**
 * A container that runs beside the workload's own, in each of its pods.
 *
 * @example
 * const exporter: Sidecar = {
 *   image: pinnedImage('docker.io/oliver006/redis_exporter', `sha256:${'a'.repeat(64)}`),
 *   ports: ['metrics'], // one of the workload's `ports`
 *   ready: httpGet('metrics', '/metrics'),
 *   cpu: Cpu.millis(50),
 *   memory: Size.mebibytes(64),
 * };
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export interface Sidecar<Port extends string = string>
  extends Omit<Spec<typeof SIDECAR_OPTIONS>, keyof SidecarPorts<Port>>, SidecarPorts<Port> {}

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
