import type { Duration } from '../quantities';

/** A metric that pods have beside CPU and memory, averaged over them: requests per second. Made by {@link podsMetric}. */
export interface PodsMetric {
  readonly kind: 'pods';
  readonly name: string;
  /** What each pod has on average, as a quantity: `100`, `500m`. */
  readonly average: string;
}

/** A metric of something else, such as the length of a queue. Made by {@link externalMetric}. */
export interface ExternalMetric {
  readonly kind: 'external';
  readonly name: string;
  /** Its labels, where several have the name. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What each pod has of it on average, or what it is in all, as a quantity. */
  readonly target: { readonly average: string } | { readonly value: string };
}

/** A metric that something beside the metrics server serves, such as an adapter for Prometheus. */
export type ScalingMetric = PodsMetric | ExternalMetric;

/** How many pods one step may add or remove: so many, or so many percent, in a span of at most half an hour. */
export type ScalingPolicy =
  | { readonly pods: number; readonly every: Duration }
  | { readonly percent: number; readonly every: Duration };

/** How fast the autoscaler goes in one direction. */
export interface ScalingRules {
  /** It goes by the most cautious wish in this span, at most an hour. @default none upward, 5 min downward */
  readonly stabilization?: Duration;
  /** Which of the policies holds; `disabled` never goes in this direction. @default 'max' */
  readonly select?: 'max' | 'min' | 'disabled';
  /** @default upward twice as many or 4 more every 15 s, downward as many as it likes */
  readonly policies?: readonly ScalingPolicy[];
}

/**
 * Pods between two bounds, as many as the metrics need. With several metrics, the one that needs most pods decides. Needs at least
 * one metric.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface Autoscaling {
  /** At least 1. */
  readonly min: number;
  /** At least `min`. */
  readonly max: number;
  /** The average use of CPU to keep, in percent of the request: above 100 where pods may use more than they request. */
  readonly cpuPercent?: number;
  /** The average use of memory to keep, in percent of the request. */
  readonly memoryPercent?: number;
  /** Other metrics to go by. @default none */
  readonly metrics?: readonly ScalingMetric[];
  /** How fast it goes. @default as Kubernetes has it */
  readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
}

/** Pods whose number something else decides. Made by {@link managedElsewhere}. */
export interface ManagedElsewhere {
  readonly kind: 'managedElsewhere';
  /** At least 0. */
  readonly min: number;
  /** At least `min`: nodes need room for so many. */
  readonly max: number;
  /** Who decides, and why. Kept beside the pods, as an annotation. */
  readonly reason: string;
}

/** How many pods run: a number, bounds for the autoscaler, or bounds that something else keeps. */
export type Replicas = number | Autoscaling | ManagedElsewhere;

/**
 * An average over the pods, which the custom metrics API of the cluster serves.
 *
 * @example
 * const replicas = { min: 2, max: 20, metrics: [podsMetric('http_requests_per_second', '100')] };
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/#autoscaling-on-multiple-metrics-and-custom-metrics
 */
export function podsMetric(name: string, average: string): PodsMetric {
  return { kind: 'pods', name, average };
}

/**
 * A metric that the external metrics API of the cluster serves.
 *
 * @example
 * externalMetric('queue_messages_ready', { average: '30' }, { queue: 'orders' });
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/#autoscaling-on-metrics-not-related-to-kubernetes-objects
 */
export function externalMetric(
  name: string,
  target: ExternalMetric['target'],
  labels?: Readonly<Record<string, string>>,
): ExternalMetric {
  return { kind: 'external', name, target, ...(labels === undefined ? {} : { labels }) };
}

/**
 * Leaves the number of pods to something else, such as KEDA. Terraform neither sets it nor changes it back.
 *
 * @example
 * managedElsewhere({ min: 0, max: 20, reason: 'KEDA scales by the length of the queue' });
 *
 * @see https://keda.sh/docs/latest/concepts/scaling-deployments/
 */
export function managedElsewhere(options: Omit<ManagedElsewhere, 'kind'>): ManagedElsewhere {
  return { kind: 'managedElsewhere', ...options };
}

/**
 * Whether the autoscaler of Kubernetes decides.
 *
 * @example
 * isAutoscaled(3); // false
 * isAutoscaled({ min: 2, max: 6, cpuPercent: 70 }); // true
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export function isAutoscaled(replicas: Replicas): replicas is Autoscaling {
  return !isFixed(replicas) && !('kind' in replicas);
}

/** Whether a plain number says how many pods run. */
export function isFixed(replicas: Replicas): replicas is number {
  return typeof replicas === 'number';
}

/** Whether the number of pods follows from what the cluster's metrics server measures. */
export function readsPodMetrics(replicas: Replicas): boolean {
  return isAutoscaled(replicas) && (replicas.cpuPercent ?? replicas.memoryPercent) !== undefined;
}

/** The fewest pods that run, a disruption aside. */
export function leastReplicas(replicas: Replicas): number {
  return isFixed(replicas) ? replicas : replicas.min;
}

/**
 * The most pods that may run at once, a rollout's extra pod aside.
 *
 * @example
 * mostReplicas({ min: 2, max: 6, cpuPercent: 70 }); // 6
 */
export function mostReplicas(replicas: Replicas): number {
  return isFixed(replicas) ? replicas : replicas.max;
}

/** As a finding shows it. */
export function shownReplicas(replicas: Replicas): string {
  return isFixed(replicas) ? String(replicas) : `${replicas.min} to ${replicas.max}`;
}
