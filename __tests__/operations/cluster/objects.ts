import type {
  V1Deployment,
  V1Node,
  V1Pod,
  V1ReplicaSet,
  CoreV1Event,
} from '../../../operations/cluster/client/api-objects';

/** Objects as an API server of Kubernetes 1.34 shows them, cut down to what is read. */

export const NEW = `sha256:${'a'.repeat(64)}`;
export const OLD = `sha256:${'b'.repeat(64)}`;
export const READY_AT = '2026-11-24T10:00:00.000Z';

export function deployment(change: {
  readonly digest?: string;
  readonly replicas?: number;
  readonly generation?: number;
  readonly status?: Partial<NonNullable<V1Deployment['status']>>;
}): V1Deployment {
  const { digest = NEW, replicas = 2, generation = 2, status } = change;
  return {
    metadata: {
      name: 'web',
      uid: 'deployment-uid',
      generation,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
    },
    spec: {
      replicas,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      template: { spec: { containers: [{ name: 'web', image: `registry.example.com/shop/web@${digest}` }] } },
    },
    status: {
      observedGeneration: 2,
      replicas,
      updatedReplicas: replicas,
      availableReplicas: replicas,
      ...status,
    },
  };
}

export function replicaSet(message?: string): V1ReplicaSet {
  return {
    metadata: {
      name: 'web-1',
      uid: 'set-uid',
      annotations: { 'deployment.kubernetes.io/revision': '2' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'deployment-uid' }],
    },
    status: {
      replicas: 0,
      ...(message === undefined
        ? {}
        : { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }] }),
    },
  };
}

type Status = NonNullable<V1Pod['status']>;
type ContainerStatus = NonNullable<Status['containerStatuses']>[number];

export function pod(
  name: string,
  change: {
    readonly digest?: string;
    readonly imageID?: string;
    readonly readyAt?: string;
    readonly container?: Partial<ContainerStatus>;
    readonly status?: Partial<Status>;
    readonly spec?: Partial<NonNullable<V1Pod['spec']>>;
    readonly metadata?: Partial<NonNullable<V1Pod['metadata']>>;
  } = {},
): V1Pod {
  const { digest = NEW, readyAt, container, status, spec, metadata } = change;
  const image = `registry.example.com/shop/web@${digest}`;
  const { imageID = image } = change;
  return {
    metadata: {
      name,
      namespace: 'shop-dev',
      uid: `${name}-uid`,
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'set-uid', controller: true },
      ],
      ...metadata,
    },
    spec: {
      nodeName: 'n1',
      containers: [
        {
          name: 'web',
          image,
          resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
        },
      ],
      ...spec,
    },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: readyAt === undefined ? 'False' : 'True',
          lastTransitionTime: readyAt ?? READY_AT,
        },
      ],
      containerStatuses: [
        {
          name: 'web',
          image,
          imageID,
          ready: readyAt !== undefined,
          restartCount: 0,
          state: { running: {} },
          ...container,
        },
      ],
      ...status,
    },
  };
}

export function warning(kind: string, name: string, reason: string, message: string): CoreV1Event {
  return {
    metadata: {},
    involvedObject: { kind, name },
    type: 'Warning',
    reason,
    message,
    lastTimestamp: READY_AT,
  };
}

export function node(
  name: string,
  change: {
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly ready?: boolean;
    readonly cordoned?: boolean;
    readonly architecture?: string;
    readonly message?: string;
  } = {},
): V1Node {
  const {
    allocatable = { cpu: '2', memory: '2Gi', pods: '110' },
    ready = true,
    cordoned,
    architecture = 'amd64',
  } = change;
  return {
    metadata: { name },
    spec: { unschedulable: cordoned },
    status: {
      allocatable,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'Unknown', message: change.message }],
      nodeInfo: {
        architecture,
        operatingSystem: 'linux',
        machineID: 'machine-1',
        bootID: 'boot-1',
        systemUUID: '',
        kernelVersion: '',
        osImage: '',
        containerRuntimeVersion: '',
        kubeletVersion: 'v1.34.4',
        kubeProxyVersion: '',
      },
    },
  };
}
