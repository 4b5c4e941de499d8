import type { Capability } from './capability';

/** The process is root, in the container. */
export interface RunsAsRoot {
  readonly kind: 'runs-as-root';
  /** Why it must be. */
  readonly reason: string;
}

/** The number of the user that a process runs as. */
export function userId(user: number | RunsAsRoot): number {
  return typeof user === 'object' ? 0 : user;
}

/** Parts of root's power that the container keeps. */
export interface AddedCapabilities {
  readonly kind: 'added-capabilities';
  /** Without `CAP_`. */
  readonly names: readonly Capability[];
  /** What it needs them for. */
  readonly reason: string;
}

/** The process may write everywhere in its own file system. */
export interface WritableRoot {
  readonly kind: 'writable-root';
  /** Why `scratch` is not enough. */
  readonly reason: string;
}

/** The container may do all that root of the node may. */
export interface Privileged {
  readonly kind: 'privileged';
  /** Why no capability is enough. */
  readonly reason: string;
}

/** The pod has its node's network instead of one of its own. */
export interface HostNetwork {
  readonly kind: 'host-network';
  /** Why it needs it. */
  readonly reason: string;
}

/** The pod sees the processes of its node instead of its own alone. */
export interface HostPid {
  readonly kind: 'host-pid';
  /** Why it needs it. */
  readonly reason: string;
}

/** A port of the node that leads to one of its pods. */
export interface HostPort {
  readonly kind: 'host-port';
  /** Its number on the node. */
  readonly number: number;
  /** Why a Service is not enough. */
  readonly reason: string;
}

/**
 * Lets the process be root in its container, and says why. For images that begin as root and change to a user of their own, they need
 * capabilities as well. Its pods need the Pod Security level `baseline`.
 *
 * @example
 * const user = runsAsRoot('the entrypoint gives the data to the user mongodb');
 * const capabilities = addCapabilities(['CHOWN', 'SETGID', 'SETUID'], 'the entrypoint becomes the user mongodb');
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function runsAsRoot(reason: string): RunsAsRoot {
  return { kind: 'runs-as-root', reason };
}

/**
 * Leaves a container some of root's capabilities, and says why. Only root has them: a process of another user gets none. A port below
 * 1024 needs none.
 *
 * @example
 * addCapabilities(['CHOWN', 'SETGID', 'SETUID'], 'the entrypoint becomes the user redis');
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container
 */
export function addCapabilities(names: readonly Capability[], reason: string): AddedCapabilities {
  return { kind: 'added-capabilities', names, reason };
}

/**
 * Lets the process write everywhere in its own file system, and says why. What it writes is lost with the container. Where the folders
 * are known, `scratch` is enough.
 *
 * @example
 * writableRoot('plugins are unpacked beside the program');
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export function writableRoot(reason: string): WritableRoot {
  return { kind: 'writable-root', reason };
}

/**
 * Lets a container do all that root of its node may, and says why. Its pods need the Pod Security level `privileged`.
 *
 * @example
 * runsPrivileged('loads the eBPF programs of the network plugin');
 *
 * @see https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#privileged-containers
 */
export function runsPrivileged(reason: string): Privileged {
  return { kind: 'privileged', reason };
}

/**
 * Gives the pods of a daemon set the network of their node, and says why. Network policies do not hold for them, and their pods need
 * the Pod Security level `privileged`.
 *
 * @example
 * onHostNetwork('counts the packets of the node');
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export function onHostNetwork(reason: string): HostNetwork {
  return { kind: 'host-network', reason };
}

/**
 * Lets the pods of a daemon set see the processes of their node, and says why. Their pods need the Pod Security level `privileged`.
 *
 * @example
 * seesHostProcesses('counts the processes of the node');
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function seesHostProcesses(reason: string): HostPid {
  return { kind: 'host-pid', reason };
}

/**
 * Gives a port of the workload a number on the node as well, and says why. A node has room for one such pod. Its pods need the Pod
 * Security level `privileged`.
 *
 * @example
 * const ports = { spans: { container: 6831, protocol: 'UDP', hostPort: onHostPort(6831, 'each pod sends its spans to its node') } };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/overview/#services
 */
export function onHostPort(number: number, reason: string): HostPort {
  return { kind: 'host-port', number, reason };
}
