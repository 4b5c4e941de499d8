import { z } from '../../core/zod';
import { type ForeignPods, foreignPods } from './callers';

/**
 * Where Prometheus reads metrics, in the annotations that its usual configuration for Kubernetes looks for.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations
 */
export interface Metrics<Port extends string = string> {
  /** The name of the port. */
  readonly port: Port;
  /** The path there. @default as Prometheus has it: /metrics */
  readonly path?: string;
  /** Whether the pods are annotated, or the Service in front of them. @default 'pods' */
  readonly on?: 'pods' | 'service';
  /**
   * The pods that scrape, which the network policies let in: `[inNamespace('monitoring').pods({})]`.
   * @default those that the environment's cluster names as `monitoring`; in a stack of your own, none
   */
  readonly from?: readonly ForeignPods[];
}

/** What the compiler checks of them, for callers without types. */
export const metrics: z.ZodType<Metrics> = z.strictObject({
  port: z.string(),
  path: z.string().optional(),
  on: z.enum(['pods', 'service'], { error: "must be 'pods' or 'service'" }).optional(),
  from: z.array(foreignPods).readonly().optional(),
});
