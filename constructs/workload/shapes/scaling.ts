import { duration } from '../../shape';
import type { Replicas, ScalingMetric, ScalingPolicy, ScalingRules } from '../replicas';
import type { Amount, DisruptionBudget, Rollout } from '../rollout';
import { named } from './values';
import { z } from '../../../core/zod';

const metric: z.ZodType<ScalingMetric> = z.union(
  [
    z.strictObject({ kind: z.literal('pods'), name: z.string(), average: z.string() }),
    z.strictObject({
      kind: z.literal('external'),
      name: z.string(),
      labels: named(z.string()).optional(),
      target: z.union([z.strictObject({ average: z.string() }), z.strictObject({ value: z.string() })]),
    }),
  ],
  { error: 'must be created with podsMetric(…) or externalMetric(…)' },
);

const scalingPolicy: z.ZodType<ScalingPolicy> = z.union(
  [
    z.strictObject({ pods: z.number(), every: duration }),
    z.strictObject({ percent: z.number(), every: duration }),
  ],
  { error: 'must be { pods, every } or { percent, every }' },
);

const scalingRules: z.ZodType<ScalingRules> = z.strictObject({
  stabilization: duration.optional(),
  select: z.enum(['max', 'min', 'disabled']).optional(),
  policies: z.array(scalingPolicy).readonly().optional(),
});

export const replicas: z.ZodType<Replicas> = z.union(
  [
    z.number(),
    z.strictObject({
      min: z.number(),
      max: z.number(),
      cpuPercent: z.number().optional(),
      memoryPercent: z.number().optional(),
      metrics: z.array(metric).readonly().optional(),
      behavior: z
        .strictObject({ scaleUp: scalingRules.optional(), scaleDown: scalingRules.optional() })
        .readonly()
        .optional(),
    }),
    z.strictObject({
      kind: z.literal('managedElsewhere'),
      min: z.number(),
      max: z.number(),
      reason: z.string(),
    }),
  ],
  { error: 'must be a number, { min, max, cpuPercent } or managedElsewhere(…)' },
);

const amount = z.custom<Amount>(
  (value) => typeof value === 'number' || (typeof value === 'string' && /^\d+%$/.test(value)),
  { error: "must be a number, or a percentage such as '25%'" },
);

export const rollout: z.ZodType<Rollout> = z.union(
  [z.literal('recreate'), z.strictObject({ maxSurge: amount.optional(), maxUnavailable: amount.optional() })],
  { error: "must be { maxSurge, maxUnavailable } or 'recreate'" },
);

export const disruptionBudget: z.ZodType<DisruptionBudget> = z.union(
  [z.strictObject({ minAvailable: amount }), z.strictObject({ maxUnavailable: amount })],
  { error: 'must be { minAvailable } or { maxUnavailable }' },
);
