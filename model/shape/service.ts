import { z } from 'zod';
import { optionShapes, size, texts } from '../../constructs/shape';
import { SCHEDULE_OPTIONS, WORKLOAD_OPTIONS } from '../../constructs/workload';
import { CronJob, type CronJobProps } from '../cron-job';
import type { Image } from '../image';
import { type AnyServiceSettings, NOT_OF_A_SERVICE, Service, type ServiceProps } from '../service';

const shapes = optionShapes(WORKLOAD_OPTIONS);

/** What `service(…)` gives. */
export const service = z.instanceof(Service, { error: 'must be what service(…) gives' });

const serviceImage = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('image'),
      context: z.string(),
      dockerfile: z.string().optional(),
      arguments: texts.optional(),
      target: z.string().optional(),
    } satisfies Record<keyof Image, z.ZodType>),
    z.strictObject({ kind: z.literal('prebuilt'), reference: z.string() }),
    z.strictObject({ kind: z.literal('shared'), service }),
  ],
  { error: 'must be what image({ context }) or prebuilt(…) gives, or the `image` of another service' },
);

/** The options of a service: those of its workload, and its own. */
export const serviceShape = z
  .strictObject({
    ...shapes,
    image: serviceImage,
    settings: z.array(z.string()).optional(),
    volumes: texts.optional(),
    connectsTo: z.record(z.string(), z.looseObject({ service, port: z.string() })).optional(),
    public: z.string().optional(),
  } satisfies Record<keyof ServiceProps, z.ZodType>)
  .omit(maskOf(NOT_OF_A_SERVICE));

/** What `cronJob(…)` gives. */
export const job = z.instanceof(CronJob, { error: 'must be what cronJob(…) gives' });

/** The options of a job: its schedule, and what it runs. */
export const jobShape = z.strictObject({
  ...optionShapes(SCHEDULE_OPTIONS),
  name: z.string(),
  of: service,
  command: z.array(z.string()).min(1, { error: 'must hold at least the program' }),
  args: shapes.args,
  env: shapes.env,
  labels: shapes.labels,
  annotations: shapes.annotations,
  podLabels: shapes.podLabels,
  podAnnotations: shapes.podAnnotations,
} satisfies Record<keyof CronJobProps, z.ZodType>);

/** What an environment says about a service. Which of it the service needs is for a rule. */
export const settingsShape = z.strictObject({
  cpu: shapes.cpu.optional(),
  cpuLimit: shapes.cpuLimit,
  memory: shapes.memory.optional(),
  memoryRequest: shapes.memoryRequest,
  resources: shapes.resources,
  replicas: shapes.replicas.optional(),
  volumes: z.record(z.string(), size).optional(),
  domain: z.string().optional(),
  settings: texts.optional(),
  labels: shapes.labels.optional(),
  annotations: shapes.annotations.optional(),
} satisfies Record<keyof AnyServiceSettings, z.ZodType>);

function maskOf<const K extends string>(names: readonly K[]): { readonly [N in K]: true } {
  return Object.fromEntries(names.map((name) => [name, true])) as { readonly [N in K]: true };
}
