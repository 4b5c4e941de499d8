import { z } from '../../core/zod';
import { duration } from '../../constructs/shape';
import type { Check } from '../check';
import { servicePort } from './service';

type ShapeOf<K extends Check['kind']> = Record<keyof Extract<Check, { readonly kind: K }>, z.ZodType>;

const answer = {
  status: z.number().optional(),
  contains: z.string().optional(),
  within: duration.optional(),
};

/** What the functions for checks give. */
export const check = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('http'),
      url: z.string(),
      ...answer,
    } satisfies ShapeOf<'http'>),
    z.strictObject({
      kind: z.literal('pods'),
      to: servicePort,
      path: z.string().optional(),
      ...answer,
    } satisfies ShapeOf<'pods'>),
    z.strictObject({
      kind: z.literal('command'),
      command: z.array(z.string()),
      within: duration.optional(),
    } satisfies ShapeOf<'command'>),
    z.strictObject({
      kind: z.literal('prometheus'),
      server: z.string(),
      query: z.string(),
      atMost: z.number().optional(),
      atLeast: z.number().optional(),
      for: duration.optional(),
      tokenVariable: z.string().optional(),
    } satisfies ShapeOf<'prometheus'>),
  ],
  { error: 'must be httpCheck(…), podCheck(…), commandCheck(…) or prometheusCheck(…)' },
);
