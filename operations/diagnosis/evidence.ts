import type {
  CoreV1Event,
  ObservedWorkload,
  V1ContainerStatus,
  V1Node,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ReplicaSet,
} from '../cluster';

/** What the cluster reports about a workload that does not come up. */
export interface Evidence {
  readonly namespace: string;
  readonly name: string;
  readonly workload: ObservedWorkload;
  /** The deployment's replica set of the newest template. */
  readonly replicaSet: V1ReplicaSet | undefined;
  /** The pods of the newest template that are not being deleted. */
  readonly pods: readonly V1Pod[];
  /** Warnings about the workload, its replica set, its pods and their claims, newest first. */
  readonly events: readonly CoreV1Event[];
  /** Pod → the last lines that its container logged before it ended. */
  readonly logs: Readonly<Record<string, string>>;
  readonly nodes: readonly V1Node[];
  /** The pods that use the nodes' resources; read only if one of our pods fits on no node. */
  readonly residents: readonly V1Pod[];
  readonly claims: readonly V1PersistentVolumeClaim[];
}

/** One reason why a workload does not come up. */
export interface Cause {
  /** The pod concerned. @default the workload as a whole */
  readonly pod?: string;
  readonly what: string;
  /** What was reported or measured, one line each. @default nothing */
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

/** The pods that are not ready yet. */
export function unreadyPods({ pods }: Evidence): readonly V1Pod[] {
  return pods.filter(
    ({ status }) =>
      status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') !== true,
  );
}

/** The states of all containers of a pod, init containers first. */
export function containersOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
