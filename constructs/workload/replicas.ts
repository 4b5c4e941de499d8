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

/** Whether the autoscaler decides. */
export function isAutoscaled(replicas: Replicas): replicas is Autoscaling {
  return typeof replicas !== 'number';
}

/** The most pods that may run at once, a rollout's extra pod aside. */
export function mostReplicas(replicas: Replicas): number {
  return isAutoscaled(replicas) ? replicas.max : replicas;
}
