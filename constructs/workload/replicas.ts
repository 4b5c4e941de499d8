/** Pods between two bounds, as many as keep the average use of the requested CPU at `cpuPercent`. */
export interface Autoscaling {
  /** At least 1. */
  readonly min: number;
  /** At least `min`. */
  readonly max: number;
  /** 1–100, in percent of the CPU request. */
  readonly cpuPercent: number;
}

/** How many pods run: a number, or bounds for the autoscaler. */
export type Replicas = number | Autoscaling;

/**
 * Whether the autoscaler decides.
 *
 * @example
 * isAutoscaled(3); // false
 * isAutoscaled({ min: 2, max: 6, cpuPercent: 70 }); // true
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export function isAutoscaled(replicas: Replicas): replicas is Autoscaling {
  return typeof replicas !== 'number';
}

/** The fewest pods that run, a disruption aside. */
export function leastReplicas(replicas: Replicas): number {
  return isAutoscaled(replicas) ? replicas.min : replicas;
}

/**
 * The most pods that may run at once, a rollout's extra pod aside.
 *
 * @example
 * mostReplicas({ min: 2, max: 6, cpuPercent: 70 }); // 6
 */
export function mostReplicas(replicas: Replicas): number {
  return isAutoscaled(replicas) ? replicas.max : replicas;
}
