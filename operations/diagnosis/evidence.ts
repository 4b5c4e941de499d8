import type {
  CoreV1Event,
  LiveWorkload,
  V1ContainerStatus,
  V1Node,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ReplicaSet,
} from '../cluster';

/** What the cluster knows about a workload that does not come up. */
export interface Evidence {
  readonly namespace: string;
  readonly name: string;
  readonly workload: LiveWorkload;
  /** The deployment's replica set of the newest template. */
  readonly replicaSet: V1ReplicaSet | undefined;
  /** The pods of the newest template that are not on their way out. */
  readonly pods: readonly V1Pod[];
  /** The warnings about the workload, its replica set, its pods and their claims, the newest first. */
  readonly events: readonly CoreV1Event[];
  /** Pod → the last lines that its container wrote before it ended. */
  readonly logs: Readonly<Record<string, string>>;
  readonly nodes: readonly V1Node[];
  /** The pods that take up room on the nodes; read only where one of ours finds none. */
  readonly residents: readonly V1Pod[];
  readonly claims: readonly V1PersistentVolumeClaim[];
}

/** One reason why a workload does not come up. */
export interface Cause {
  /** The pod that it is about. @default the workload as a whole */
  readonly pod?: string;
  readonly what: string;
  /** What was said or measured, a line each. @default nothing */
  readonly details?: readonly string[];
  readonly advice: string;
}

export function eventsAbout(
  { events }: Evidence,
  kind: string,
  name: string | undefined,
  reason?: string,
): readonly CoreV1Event[] {
  return events.filter(
    ({ involvedObject, reason: why }) =>
      involvedObject.kind === kind &&
      involvedObject.name === name &&
      (reason === undefined || why === reason),
  );
}

/** The pods that can't be used yet. */
export function unreadyPods({ pods }: Evidence): readonly V1Pod[] {
  return pods.filter(
    ({ status }) =>
      status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') !== true,
  );
}

/** The states of all containers of a pod, those that run before the others first. */
export function containersOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
