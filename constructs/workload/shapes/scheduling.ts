import { duration } from '../../shape';
import type { Affinity, Tolerations, TopologySpread } from '../scheduling';
import { named, texts } from './values';
import { z } from '../../../core/zod';

export const tolerations: z.ZodType<Tolerations> = z.union(
  [
    z.literal('all'),
    z
      .array(
        z.strictObject({
          key: z.string(),
          value: z.string().optional(),
          effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
          for: duration.optional(),
        }),
      )
      .readonly(),
  ],
  { error: "must be a list of { key, value, effect }, or 'all'" },
);

const requirements = z
  .array(
    z.strictObject({
      key: z.string(),
      operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
      values: texts.optional(),
    }),
  )
  .readonly();

const podTerm = {
  matchLabels: named(z.string()),
  topologyKey: z.string(),
  namespaces: texts.optional(),
};

const podAffinity = z.strictObject({
  required: z.array(z.strictObject(podTerm)).readonly().optional(),
  preferred: z
    .array(z.strictObject({ ...podTerm, weight: z.number() }))
    .readonly()
    .optional(),
});

export const affinity: z.ZodType<Affinity> = z.strictObject({
  nodeAffinity: z
    .strictObject({
      required: z.array(requirements).readonly().optional(),
      preferred: z
        .array(z.strictObject({ weight: z.number(), requirements }))
        .readonly()
        .optional(),
    })
    .optional(),
  podAffinity: podAffinity.optional(),
  podAntiAffinity: podAffinity.optional(),
});

export const topologySpread: z.ZodType<readonly TopologySpread[]> = z
  .array(
    z.strictObject({
      topologyKey: z.string(),
      maxSkew: z.number().optional(),
      whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']).optional(),
      minDomains: z.number().optional(),
    }),
  )
  .readonly();
