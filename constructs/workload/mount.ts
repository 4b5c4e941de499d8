import type { Duration } from '../quantities';

/** What must be at a path of the node. `DirectoryOrCreate` makes an empty folder of root where there is nothing. */
export type HostPathType =
  'Directory' | 'DirectoryOrCreate' | 'File' | 'Socket' | 'CharDevice' | 'BlockDevice';

/**
 * Which mounts that are made later go on: those of the node are seen in the container, or those of either are seen in the other as well.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
 */
export type MountPropagation = 'HostToContainer' | 'Bidirectional';

/** How a path of the node is mounted. */
export interface HostPathOptions {
  /** Whether the pods may write there. @default false */
  readonly writable?: boolean;
  /** What must be there, else the pods do not start. @default 'Directory' */
  readonly type?: HostPathType;
  /** Which mounts are passed on that are made while the pod runs. `Bidirectional` takes a privileged container. @default none */
  readonly propagation?: MountPropagation;
}

/** A folder or file of the node. */
export interface HostPath extends HostPathOptions {
  readonly kind: 'host-path';
  /** An absolute path on the node. */
  readonly path: string;
  /** Why the pods need it. */
  readonly reason: string;
}

/** Every key of a Secret or ConfigMap that exists: as files of a folder, or as variables. */
export interface Whole {
  readonly kind: 'secret' | 'config-map';
  /** Its name, in the workload's namespace. */
  readonly name: string;
  /** Whether the pods start without it. @default false */
  readonly optional?: boolean;
  /** The permissions of the files, where it is mounted. @default 0o644 */
  readonly mode?: number;
  /** What the names of the variables begin with, in `envFrom`. @default nothing */
  readonly prefix?: string;
}

/** What is special about a whole Secret or ConfigMap. */
export type WholeOptions = Pick<Whole, 'optional' | 'mode' | 'prefix'>;

/** A claim that exists. */
export interface ExistingClaim {
  readonly kind: 'claim';
  /** Its name, in the workload's namespace. */
  readonly name: string;
  /** Whether the pods may only read. @default false */
  readonly readOnly?: boolean;
  /** The folder of the claim that is mounted, below its root: `html`. Kubernetes makes it where it is missing. @default all of it */
  readonly subPath?: string;
}

/** How a claim is mounted. */
export type ExistingClaimOptions = Pick<ExistingClaim, 'readOnly' | 'subPath'>;

/** A folder with a file `token` in it, by which the pods prove to somebody else who they are. */
export interface ServiceAccountToken {
  readonly kind: 'token';
  /** Whom the token is for, such as `vault`. @default the API server of the cluster */
  readonly audience?: string;
  /** How long it is valid, at least 10 min. Kubernetes writes another one before it ends. @default 1 h */
  readonly expiration?: Duration;
}

/** What a container sees that is there without it. */
export type Mount = HostPath | Whole | ExistingClaim | ServiceAccountToken;

/** Whether the process may write what is mounted. */
export function isWritable(mount: Mount): boolean {
  if (mount.kind === 'claim') return mount.readOnly !== true;
  return mount.kind === 'host-path' && mount.writable === true;
}

/**
 * Every key of a Secret: as files of a folder (`mounts`), or as variables (`envFrom`). Something else creates it. A changed Secret
 * does not restart the pods.
 *
 * @example
 * const mounts = { '/etc/certs': wholeSecret('shop-tls', { mode: 0o440 }) };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function wholeSecret(name: string, options: WholeOptions = {}): Whole {
  return { ...options, kind: 'secret', name };
}

/**
 * Every key of a ConfigMap that something else creates: as files of a folder (`mounts`), or as variables (`envFrom`). A changed
 * ConfigMap does not restart the pods.
 *
 * @example
 * const envFrom = [existingConfigMap('shop-flags', { prefix: 'FLAG_', optional: true })];
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function existingConfigMap(name: string, options: WholeOptions = {}): Whole {
  return { ...options, kind: 'config-map', name };
}

/**
 * Storage that something else declares and looks after. Several pods may use it, as far as its access mode lets them.
 *
 * @example
 * const mounts = { '/var/uploads': existingClaim('uploads'), '/var/www': existingClaim('site', { subPath: 'html' }) };
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export function existingClaim(name: string, options: ExistingClaimOptions = {}): ExistingClaim {
  return { ...options, kind: 'claim', name };
}

/**
 * A token of the pods' service account for somebody else than the API server, such as Vault: a folder with the file `token`.
 *
 * @example
 * const mounts = { '/var/run/secrets/vault': serviceAccountToken({ audience: 'vault', expiration: Duration.minutes(10) }) };
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
 */
export function serviceAccountToken(options: Omit<ServiceAccountToken, 'kind'> = {}): ServiceAccountToken {
  return { ...options, kind: 'token' };
}

/**
 * Shows the pods of a daemon set a folder of their node, read-only, and says why. Its pods need the Pod Security level `privileged`.
 *
 * @example
 * const mounts = {
 *   '/var/log/pods': hostPath('/var/log/pods', 'ships the logs of all pods'),
 *   '/run/containerd.sock': hostPath('/run/containerd/containerd.sock', 'lists the containers', { type: 'Socket' }),
 *   '/host/root': hostPath('/', 'measures all file systems', { propagation: 'HostToContainer' }),
 * };
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export function hostPath(path: string, reason: string, options: HostPathOptions = {}): HostPath {
  return { ...options, kind: 'host-path', path, reason };
}
