import { type Field, type Manifest, valuesOf } from './manifest';

/** An application as it was synthesised for one environment, beside what its own manifests say. */
export interface Application {
  readonly project: string;
  readonly environment: string;
  /** What its own manifests say. */
  readonly listed: readonly Field[];
  /** What Slipway makes. */
  readonly made: readonly Manifest[];
  /** The jobs that a deploy runs after the rollout of services. */
  readonly finishing: readonly string[];
}

/** An object of the application, and its values. */
export interface Made {
  readonly manifest: Manifest;
  readonly values: ReadonlyMap<string, string>;
}

/** What the name of an object becomes. Its namespace bears the project's name: within, nothing has to repeat it. */
export function shortName({ project }: Application, name: string): string {
  return name.startsWith(`${project}-`) ? name.slice(project.length + 1) : name;
}

/** The object of this kind and name. */
export function find({ made }: Application, kind: string, name: string): Made | undefined {
  const manifest = made.find((each) => each.kind === kind && each.metadata.name === name);
  return manifest === undefined ? undefined : { manifest, values: valuesOf(manifest) };
}

/** The object that does what the field's object does, under its own name or another. */
export function counterpart(application: Application, field: Field): Made | undefined {
  const { kind, object } = field;
  const named = find(application, kind, object) ?? find(application, kind, shortName(application, object));
  if (named !== undefined) return named;
  if (kind === 'Namespace') return only(application, kind);
  if (kind === 'Job') return jobOf(counterpart(application, { ...field, kind: 'CronJob' }));
  return kind === 'Ingress' ? ingressOf(application, object) : undefined;
}

function only(application: Application, kind: string): Made | undefined {
  const [first, ...others] = application.made.filter((manifest) => manifest.kind === kind);
  return first === undefined || others.length > 0 ? undefined : find(application, kind, first.metadata.name);
}

/** What a deploy runs once for each image waits in the cluster as a suspended cron job: each run is a Job that is made from it. */
function jobOf(cronJob: Made | undefined): Made | undefined {
  if (cronJob?.values.get('spec.suspend') !== 'true') return undefined;
  const spec = cronJob.manifest['spec'] as { readonly jobTemplate: object };
  const manifest = {
    ...cronJob.manifest,
    ...spec.jobTemplate,
    metadata: cronJob.manifest.metadata,
    kind: 'Job',
  };
  return { manifest, values: valuesOf(manifest) };
}

/** An ingress is known by its host and its first path. */
function ingressOf(application: Application, name: string): Made | undefined {
  const known = ['spec.rules.0.host', 'spec.rules.0.http.paths.'].map((start) =>
    application.listed.find(
      ({ kind, object, path }) => kind === 'Ingress' && object === name && path.startsWith(start),
    ),
  );
  return application.made
    .filter(({ kind }) => kind === 'Ingress')
    .map((manifest) => ({ manifest, values: valuesOf(manifest) }))
    .find(({ values }) =>
      known.every((field) => field === undefined || values.get(field.path) === field.value),
    );
}

/** Where the pods of a workload are described, from its root. */
export const POD_TEMPLATE = /^spec\.(jobTemplate\.spec\.)?template\./;

/** The container that a path leads into, such as `spec.template.spec.containers.0`. */
export function containerOf(path: string): string | undefined {
  return /^(.*\.(?:containers\.\d+|initContainers\.init:[^.]+))\./.exec(path)?.[1];
}
