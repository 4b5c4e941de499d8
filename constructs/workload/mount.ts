/** What must be at a path of the node. `DirectoryOrCreate` makes an empty folder of root where there is nothing. */
export type HostPathType =
  'Directory' | 'DirectoryOrCreate' | 'File' | 'Socket' | 'CharDevice' | 'BlockDevice';

/** How a path of the node is mounted. */
export interface HostPathOptions {
  /** Whether the pods may write there. @default false */
  readonly writable?: boolean;
  /** What must be there, else the pods do not start. @default 'Directory' */
  readonly type?: HostPathType;
}

/** A folder or file of the node. */
export interface HostPath extends HostPathOptions {
  readonly kind: 'host-path';
  /** An absolute path on the node. */
  readonly path: string;
  /** Why the pods need it. */
  readonly reason: string;
}

/** What a container sees that is there without it. */
export type Mount = HostPath;

/**
 * Shows the pods of a daemon set a folder of their node, read-only, and says why. Its pods need the Pod Security level `privileged`.
 *
 * @example
 * const mounts = {
 *   '/var/log/pods': hostPath('/var/log/pods', 'ships the logs of all pods'),
 *   '/run/containerd.sock': hostPath('/run/containerd/containerd.sock', 'lists the containers', { type: 'Socket' }),
 * };
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export function hostPath(path: string, reason: string, options: HostPathOptions = {}): HostPath {
  return { ...options, kind: 'host-path', path, reason };
}
