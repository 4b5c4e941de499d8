import { duration, exact, name } from '../../shape';
import type { PreStop } from '../pre-stop';
import type { NoProbe, Probe } from '../probe';
import { reason } from './security';
import { named, text, texts } from './values';
import { z } from '../../../core/zod';

const PROBE = 'must be a probe, such as httpGet(…), grpc(…), tcp(…) or exec(…)';

const timing = {
  period: duration.optional(),
  timeout: duration.optional(),
  failures: z.number().optional(),
  successes: z.number().optional(),
  delay: duration.optional(),
};

const httpQuestion = {
  kind: z.literal('http-get'),
  port: name,
  path: z.string(),
  scheme: z.enum(['HTTP', 'HTTPS']).optional(),
  headers: named(text).optional(),
};

const command = { kind: z.literal('exec'), command: texts };

export const probe: z.ZodType<Probe | NoProbe> = z.discriminatedUnion(
  'kind',
  [
    exact({ ...httpQuestion, ...timing }, PROBE),
    exact({ kind: z.literal('tcp'), port: name, ...timing }, PROBE),
    exact({ kind: z.literal('grpc'), port: name, service: z.string().optional(), ...timing }, PROBE),
    exact({ ...command, ...timing }, PROBE),
    exact({ kind: z.literal('none'), reason }, PROBE),
  ],
  { error: PROBE },
);

const PRE_STOP = 'must be sleep(…), exec(…) or httpGet(…), without period, timeout or failures';

export const preStop: z.ZodType<PreStop> = z.discriminatedUnion(
  'kind',
  [
    exact(httpQuestion, PRE_STOP),
    exact(command, PRE_STOP),
    exact({ kind: z.literal('sleep'), duration }, PRE_STOP),
  ],
  { error: PRE_STOP },
);
