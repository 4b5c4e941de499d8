import { z } from '../../core/zod';
import { name, optionShapes, size, texts } from '../../constructs/shape';
import {
  ACCESS_MODES,
  caller,
  envValue,
  INIT_CONTAINER_OPTIONS,
  ExternalEndpoint,
  outsideTargets,
  PROTOCOLS,
  publicPort,
  RUN_OPTIONS,
  SCHEDULE_OPTIONS,
  SIDECAR_OPTIONS,
  WORKLOAD_OPTIONS,
} from '../../constructs/workload';
import { schemaBy } from '../../core/json-file';
import { CronJob, type CronJobProps } from '../cron-job';
import { ProjectPods, ProjectService } from '../foreign-project';
import type { Image, PrebuiltImage } from '../image';
import { Job, type JobProps } from '../job';
import type { JobPods } from '../job-pods';
import { NOT_OF_A_SERVICE, Service, type ServiceProps, type ServiceTarget } from '../service';
import { type AnyServiceSettings } from '../service-settings';

const shapes = optionShapes(WORKLOAD_OPTIONS);

/** The service that `service(…)` returns. */
export const service = z.instanceof(Service, { error: 'must be created with service(…)' });

const prebuiltImage = z.strictObject({
  kind: z.literal('prebuilt'),
  reference: z.string(),
  pullSecret: name.optional(),
} satisfies Record<keyof PrebuiltImage, z.ZodType>);
const sharedImage = z.strictObject({ kind: z.literal('shared'), service });

const serviceImage = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('image'),
      context: z.string(),
      dockerfile: z.string().optional(),
      arguments: texts.optional(),
      target: z.string().optional(),
      secrets: texts.optional(),
      builtBy: z.literal('ci', { error: "must be 'ci', or left out where Terraform builds it" }).optional(),
      platforms: z.array(z.string()).min(1).optional(),
      basesByTag: z.string().regex(/\S/, { error: 'must say why' }).optional(),
    } satisfies Record<keyof Image, z.ZodType>),
    prebuiltImage,
    sharedImage,
  ],
  { error: 'must be created with image({ context }) or prebuilt(…), or be the `image` of another service' },
);

const containerImage = z.discriminatedUnion('kind', [prebuiltImage, sharedImage], {
  error:
    "must be prebuilt('…@sha256:…'), the `image` of another service, or left out for the image of the service",
});

const OF_PROJECT = z.looseObject({
  project: z.looseObject({ name, options: z.strictObject({ environments: texts.optional() }) }),
  service: name,
});
const TO_PROJECT = OF_PROJECT.extend({
  number: z.number(),
  options: z.strictObject({
    container: z.number().optional(),
    protocol: z.enum(PROTOCOLS).optional(),
  } satisfies Record<keyof ProjectService['options'], z.ZodType>),
});
const isOfProject = (value: unknown): boolean => TO_PROJECT.safeParse(value).success;

const callers = z.record(
  name,
  z.array(
    z.union([
      caller,
      z.instanceof(ProjectPods).refine((value) => OF_PROJECT.safeParse(value).success, {
        error: 'must be inProject(…).pods(…) with names',
      }),
    ]),
  ),
  { error: "must be port → a list of pods: { http: [inProject('shop').pods('web')] }" },
);

/** What `port(…)` of a service gives. */
export const servicePort = z.strictObject({ kind: z.literal('service'), service, port: z.string() });

const target: z.ZodType<ServiceTarget> = z.union(
  [
    servicePort,
    z.strictObject({ kind: z.literal('reference'), service: z.string(), port: z.string() }),
    z.instanceof(ProjectService).refine(isOfProject, {
      error: 'must be inProject(…).service(…) with names, and the number of a port',
    }),
    ...outsideTargets,
  ],
  {
    error:
      "must be database.port(…), external(…), inNamespace(…).service(…), inProject(…).service(…), or ref('database').port(…)",
  },
);

const volume = z.union(
  [
    z.string(),
    z.strictObject({
      mountPath: z.string(),
      accessMode: z.enum(ACCESS_MODES).optional(),
      subPath: z.string().optional(),
    }),
  ],
  { error: 'must be where it is mounted, or { mountPath, accessMode, subPath }' },
);

/** The options of a container beside a service's own. */
function container(options: typeof INIT_CONTAINER_OPTIONS | typeof SIDECAR_OPTIONS) {
  return z.strictObject({
    ...optionShapes(options),
    image: containerImage.optional(),
    env: z.record(z.string(), envValue(target)).optional(),
  });
}

/** The options of a service: those of its workload, and its own. */
export const serviceShape = z
  .strictObject({
    ...shapes,
    name,
    image: serviceImage,
    settings: z.array(name).optional(),
    volumes: z.record(name, volume).optional(),
    connectsTo: z.record(z.string(), target).optional(),
    allowFrom: callers.optional(),
    env: z.record(z.string(), envValue(target)).optional(),
    initContainers: z.record(name, container(INIT_CONTAINER_OPTIONS)).optional(),
    sidecars: z.record(name, container(SIDECAR_OPTIONS)).optional(),
    public: z
      .union([name, publicPort], {
        error: 'must be the name of a port, or { port } or { paths: { … } }',
      })
      .optional(),
  } satisfies Record<keyof ServiceProps, z.ZodType>)
  .omit(maskOf(NOT_OF_A_SERVICE));

/** What `job(…)` or `cronJob(…)` gives. */
export const job = z.custom<Job | CronJob>((value) => value instanceof Job || value instanceof CronJob, {
  error: 'must be created with job(…) or cronJob(…)',
});

const sizes = {
  cpu: shapes.cpu.optional(),
  cpuLimit: shapes.cpuLimit,
  memory: shapes.memory.optional(),
  memoryRequest: shapes.memoryRequest,
  ephemeralStorage: shapes.ephemeralStorage,
  resources: shapes.resources.optional(),
};

const jobPods = {
  name,
  of: service,
  command: WORKLOAD_OPTIONS.command.shape.refine((words) => words.length > 0, {
    error: 'must hold at least the program',
  }),
  args: shapes.args,
  env: z.record(z.string(), envValue(target)).optional(),
  labels: shapes.labels,
  annotations: shapes.annotations,
  podLabels: shapes.podLabels,
  podAnnotations: shapes.podAnnotations,
  serviceAccount: shapes.serviceAccount,
  nodeSelector: shapes.nodeSelector,
  tolerations: shapes.tolerations,
  affinity: shapes.affinity,
  priorityClass: shapes.priorityClass,
  runtimeClass: shapes.runtimeClass,
  ...sizes,
  initContainers: z.array(name).optional(),
  sidecars: z
    .undefined({
      error: 'must be left out: a run ends when all its containers have, and a sidecar never does',
    })
    .optional(),
} satisfies Record<keyof JobPods, z.ZodType>;

const { history: _history, ...runShapes } = optionShapes(RUN_OPTIONS);

const someServices = z.array(service).min(1, { error: 'must hold at least one service' });

const jobShape = z.strictObject({
  ...runShapes,
  ...jobPods,
  before: someServices.optional(),
  after: someServices.optional(),
} satisfies Record<keyof JobProps, z.ZodType>);

const cronJobShape = z.strictObject({
  ...optionShapes(SCHEDULE_OPTIONS),
  ...jobPods,
} satisfies Record<keyof CronJobProps, z.ZodType>);

/** The options of a job: when it runs, and what. */
export function shapeOfJob(one: Job | CronJob): z.ZodType {
  return one instanceof Job ? jobShape : cronJobShape;
}

const containerSettings = z.strictObject(sizes);

/** What an environment says about a service. Which of it the service needs is for a rule. */
const settingsShape = z.strictObject({
  ...sizes,
  initContainers: z.record(name, containerSettings).optional(),
  sidecars: z.record(name, containerSettings).optional(),
  files: shapes.files.optional(),
  egress: shapes.egress,
  connectsTo: z.record(z.string(), outsideTargets[0]).optional(),
  replicas: shapes.replicas.optional(),
  volumes: z.record(name, size).optional(),
  domain: z.string().optional(),
  aliases: z.array(z.string()).optional(),
  exposed: shapes.exposed,
  settings: texts.optional(),
  labels: shapes.labels.optional(),
  annotations: shapes.annotations.optional(),
  serviceAccount: shapes.serviceAccount,
  nodeSelector: shapes.nodeSelector,
  tolerations: shapes.tolerations,
  affinity: shapes.affinity,
  topologySpread: shapes.topologySpread,
  priorityClass: shapes.priorityClass,
  runtimeClass: shapes.runtimeClass,
} satisfies Record<keyof AnyServiceSettings, z.ZodType>);

const notRunShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('replaced'),
    ports: z.record(name, z.instanceof(ExternalEndpoint, { error: 'must be created with external(…)' })),
  }),
  z.strictObject({ kind: z.literal('absent'), reason: z.string() }),
]);

/** What an environment says about a service: its settings, or why it does not run there. */
export const saidOfService = schemaBy((value) =>
  typeof value === 'object' && value !== null && 'kind' in value ? notRunShape : settingsShape,
);

function maskOf<const K extends string>(names: readonly K[]): { readonly [N in K]: true } {
  return Object.fromEntries(names.map((name) => [name, true])) as { readonly [N in K]: true };
}
