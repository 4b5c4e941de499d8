import { z } from '../../core/zod';
import { type Elsewhere, findingsOf, name, texts } from '../../constructs/shape';
import type { Finding } from '../../core/findings';
import { entry } from '../../core/text';
import { Placements } from '../../placement';
import { Releases } from '../../promotion';
import { Project } from '../project';
import type { NOT_OF_A_SERVICE } from '../service';
import { environmentShape } from './environment';
import { plainDataFindings } from './plain-data';
import { job, service, serviceShape, shapeOfJob } from './service';
import { state } from './state';

/**
 * What the compiler demands, for runners that skip types: a value that is missing or has the wrong type, or an unknown
 * name. What values mean is for the rules; they rely on what is checked here.
 */
export function checkShape(composition: unknown): readonly Finding[] {
  const whole = plainDataFindings(composition, 'compose(…)', ['environments']);
  if (whole.length > 0) return whole;
  const parts = findingsOf(COMPOSITION, composition, 'compose(…)');
  if (parts.length > 0) return parts;
  const { project, environments } = composition as z.infer<typeof COMPOSITION>;
  const props = shapeFindings(PROJECT, project.props, 'project');
  if (props.length > 0) return props;
  const { services, jobs = [] } = project.props;
  return [
    ...services.flatMap((each, index) =>
      shapeFindings(serviceShape, each.props, pathOf('services', each.props, index), [], OF_A_SERVICE),
    ),
    ...jobs.flatMap((each, index) =>
      shapeFindings(shapeOfJob(each), each.props, pathOf('jobs', each.props, index)),
    ),
    ...environments.flatMap((each, index) =>
      shapeFindings(environmentShape, each, pathOf('environments', each, index), NO_DATA),
    ),
  ].slice(0, MOST_FINDINGS);
}

/** What it comes after is an environment as well: a rule says that it must be one of these. The others are functions. */
const NO_DATA = ['after', 'extend', 'manifests'];

/** Thousands of problems of one kind, as a generated project may have, tell nobody more than the first of them. */
const MOST_FINDINGS = 1_000;

function shapeFindings(
  shape: z.ZodType,
  value: unknown,
  path: string,
  except: readonly string[] = [],
  elsewhere?: Elsewhere,
): readonly Finding[] {
  const impure = plainDataFindings(value, path, except);
  return impure.length > 0 ? impure : findingsOf(shape, value, path, elsewhere);
}

const BY_ENVIRONMENT = 'Each environment says it in its services, beside replicas, cpu and memory.';
const OF_THE_PROJECT = 'The project says it once for all.';

/** Where it is said what a workload has and a service has not. */
const OF_A_SERVICE: Elsewhere = new Map<string, string>(
  Object.entries({
    partOf: OF_THE_PROJECT,
    imagePullSecrets: 'Each environment says it as pullSecret, and an image as prebuilt(…, { pullSecret }).',
    replicas: BY_ENVIRONMENT,
    cpu: BY_ENVIRONMENT,
    cpuLimit: BY_ENVIRONMENT,
    memory: BY_ENVIRONMENT,
    memoryRequest: BY_ENVIRONMENT,
    ephemeralStorage: BY_ENVIRONMENT,
    resources: BY_ENVIRONMENT,
    storageClass: 'The cluster of each environment says it in what it provides.',
    protect: 'Each environment says it for all its data.',
    ingress: "Say public: 'http' here, and the domain in the services of each environment.",
    exposed: BY_ENVIRONMENT,
  } satisfies Record<(typeof NOT_OF_A_SERVICE)[number], string>),
);

function nameOf(value: unknown): unknown {
  try {
    return typeof value === 'object' && value !== null
      ? (value as { readonly name?: unknown }).name
      : undefined;
  } catch {
    return undefined; // A getter that fails is reported where it stands.
  }
}

/** By its name where it has one, else by its place in the list. */
function pathOf(list: string, value: unknown, index: number): string {
  const name = nameOf(value);
  return typeof name === 'string' && name !== '' ? `${list}.${name}` : entry(list, index);
}

const COMPOSITION = z.strictObject({
  project: z.instanceof(Project, { error: 'must be created with project(…)' }),
  environments: z.array(z.looseObject({})).min(1, { error: 'must hold at least one environment' }),
  releases: z.instanceof(Releases, { error: 'must be read with readReleases(…)' }),
  placements: z.instanceof(Placements, { error: 'must be read with readPlacements(…)' }).optional(),
});

const PROJECT = z.strictObject({
  name,
  root: z.string(),
  registry: z.string().optional(),
  state,
  build: z
    .strictObject({
      arguments: texts.optional(),
      platform: z.string().optional(),
      builder: z.enum(['classic', 'buildkit']).optional(),
      registryAuth: z.enum(['docker-config', 'none']).optional(),
    })
    .optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  groups: z.record(z.string(), z.array(service)).optional(),
  jobs: z.array(job).optional(),
  services: z.array(service).min(1, { error: 'must hold at least one service' }),
});
