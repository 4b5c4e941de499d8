import type { Duplex } from 'node:stream';
import type * as client from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import type { PodPort } from './open-pod-port';

/**
 * The objects of the API as plain data instead of instances of the client's classes. Code that judges them needs no client, and
 * tests can write them as the API returns them.
 */
type Plain<T> = T extends Date ? Date | string : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

export type CoreV1Event = Plain<client.CoreV1Event>;
export type V1ContainerStatus = Plain<client.V1ContainerStatus>;
export type V1DaemonSet = Plain<client.V1DaemonSet>;
export type V1Deployment = Plain<client.V1Deployment>;
export type V1Job = Plain<client.V1Job>;
export type V1Node = Plain<client.V1Node>;
export type V1PersistentVolumeClaim = Plain<client.V1PersistentVolumeClaim>;
export type V1Pod = Plain<client.V1Pod>;
export type V1PodSpec = Plain<client.V1PodSpec>;
export type V1ReplicaSet = Plain<client.V1ReplicaSet>;
export type V1StatefulSet = Plain<client.V1StatefulSet>;

/**
 * The API groups that Slipway uses. A call throws a Refusal if the server refuses it, and a Failure if anything else goes
 * wrong.
 */
export interface Apis {
  readonly core: client.CoreV1Api;
  readonly apps: client.AppsV1Api;
  readonly batch: client.BatchV1Api;
  readonly autoscaling: client.AutoscalingV2Api;
  readonly networking: client.NetworkingV1Api;
  readonly storage: client.StorageV1Api;
  readonly version: client.VersionApi;
  readonly groups: client.ApisApi;
  /** Opens a connection to a port of a pod. @throws Failure if the API does not open it */
  readonly openPodPort: (of: PodPort) => Promise<Duplex>;
}
