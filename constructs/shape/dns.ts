import { z } from '../../core/zod';
import { texts } from './common';

/** Where pods ask for names. */
export const dns = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('pods'),
      namespace: z.string(),
      podLabels: texts,
      port: z.number().optional(),
    }),
    z.strictObject({ kind: z.literal('addresses'), addresses: z.array(z.string()).readonly() }),
  ],
  { error: 'must be clusterDns(), nodeLocalDns(…) or openshiftDns()' },
);
