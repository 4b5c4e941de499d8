import { type PinnedImage, pinnedImage } from '../constructs/image-build';
import {
  apiServer,
  type Egress,
  type Endpoint,
  type EnvValue,
  inNamespace,
  isExisting,
  isField,
  type IngressSpec,
  type InitContainer,
  type Replicas,
  resolvePort,
  type Sidecar,
  type Target,
  type Volume,
  withTargets,
  type WorkloadSpec,
} from '../constructs/workload';
import { apiServerOf } from './cluster';
import type { CronJob } from './cron-job';
import type { Environment } from './environment';
import { podsBeside, serviceBeside } from './foreign-project';
import type { PrebuiltImage } from './image';
import type { Job } from './job';
import { nodeSelectorOf } from './joining';
import { merged, ownMetadata, sharedMetadata } from './metadata';
import type { Project } from './project';
import { publicPortOf } from './public-port';
import { pullSecretsOf } from './pull-secrets';
import { type Service, type ServiceContainer, type ServiceTarget, type SharedImage } from './service';
import { type AnyServiceSettings, PLACED } from './service-settings';

/** Stands in for the image, which the project's registry and the releases give and which rules of their own judge. */
const ANY_IMAGE = pinnedImage('registry.invalid/any', `sha256:${'0'.repeat(64)}`);

/** What another service's rollout waits for, where it is known. */
export type RolloutOf = (service: Service) => Endpoint['resource'];

/** What is run of an image. */
export type ImageIn = (image: PrebuiltImage | SharedImage) => PinnedImage;

/**
 * A service in one environment, as its workload: what the service says everywhere, joined with what this environment says.
 *
 * @param imageIn what the environment runs of the images. @default any: rules of their own judge them
 * @param rolloutOf the rollout of a service that it connects to
 */
export function workloadOf(
  project: Project,
  environment: Environment,
  service: Service,
  imageIn: ImageIn = () => ANY_IMAGE,
  rolloutOf: RolloutOf = () => undefined,
): WorkloadSpec {
  const { settings: _settings, public: _public, ...same } = service.props;
  const settings = settingsOf(environment, service);
  const targetOf = (target: ServiceTarget): Target | undefined =>
    serverHere(same, settings, target) ?? resolveTarget(project, environment, target, rolloutOf);
  const beside = { imageIn, targetOf };
  return {
    ...same,
    ...storedOf(project, environment, service),
    image: imageIn(service.image),
    imagePullSecrets: pullSecretsOf(environment, service),
    ...Object.fromEntries(PLACED.map((name) => [name, settings[name] ?? same[name]])),
    nodeSelector: {
      ...same.nodeSelector,
      ...settings.nodeSelector,
      ...nodeSelectorOf(project.name, environment),
    },
    serviceAccount: accountOf(same.serviceAccount, settings.serviceAccount),
    cpu: settings.cpu,
    cpuLimit: settings.cpuLimit,
    memory: settings.memory,
    memoryRequest: settings.memoryRequest,
    ephemeralStorage: settings.ephemeralStorage,
    resources: settings.resources,
    env: { ...withKnown(same.env, (value) => envValueOf(value, targetOf)), ...settings.settings },
    files: settings.files === undefined ? same.files : { ...same.files, ...settings.files },
    initContainers: containersIn(same.initContainers, settings.initContainers, beside),
    sidecars: containersIn(same.sidecars, settings.sidecars, beside),
    connectsTo: withKnown(same.connectsTo, targetOf),
    allowFrom: callersIn(environment, same.allowFrom),
    egress: egressOf(environment, same.egress, settings.egress),
    metrics: metricsOf(environment, same.metrics),
    ...ingressOf(environment, service, settings),
    exposed: settings.exposed,
  };
}

/** What of a workload outlives its pods: declared whether or not a release runs it. */
export function storedOf(project: Project, environment: Environment, service: Service) {
  const settings = settingsOf(environment, service);
  return {
    name: service.name,
    partOf: project.name,
    ...merged(sharedMetadata(project, environment), ownMetadata(service, settings)),
    kind: service.props.kind,
    replicas: replicasOf(service, settings),
    volumes: volumesOf(service, settings),
    storageClass: environment.cluster.provides.storageClass,
    protect: environment.protect,
  };
}

/** The services that an environment has settings for: a rule of its own reports what it forgot. */
export function servicesIn({ props }: Project, environment: Environment): readonly Service[] {
  return props.services.filter(({ name }) => environment.services[name] !== undefined);
}

/** What an environment says about a service. @throws where it forgot it: `checkComposition` has said so before. */
export function settingsOf(environment: Environment, service: Service): AnyServiceSettings {
  const settings = environment.services[service.name];
  if (settings === undefined)
    throw new Error(`Environment ${environment.name} says nothing about service ${service.name}.`);
  return settings;
}

/** How many pods of a service run; at most one where more would do harm, and one on each node of a daemon set. */
export function replicasOf({ props }: Service, settings: AnyServiceSettings): Replicas {
  return isOnEveryNode(props) ? 1 : (settings.replicas ?? 1);
}

/** Whether the nodes of the cluster decide how many pods of a service run. */
export function isOnEveryNode({ kind }: Service['props']): boolean {
  return kind === 'daemonSet';
}

function volumesOf({ props }: Service, settings: AnyServiceSettings): Readonly<Record<string, Volume>> {
  return Object.fromEntries(
    Object.entries(props.volumes ?? {}).flatMap(([name, volume]) => {
      const size = settings.volumes?.[name];
      const mounted = typeof volume === 'string' ? { mountPath: volume } : volume;
      return size === undefined ? [] : [[name, { ...mounted, size }]];
    }),
  );
}

/** The entries that lead somewhere; `checkComposition` reports the others. */
function withKnown<T, U>(
  record: Readonly<Record<string, T>> = {},
  of: (value: T) => U | undefined,
): Readonly<Record<string, U>> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const known = of(value);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

function envValueOf(
  value: EnvValue<ServiceTarget>,
  of: (target: ServiceTarget) => Target | undefined,
): EnvValue | undefined {
  return typeof value === 'string' || isField(value) ? value : withTargets(value, of);
}

interface Beside {
  readonly imageIn: ImageIn;
  readonly targetOf: (target: ServiceTarget) => Target | undefined;
}

/** The containers beside a service's own, as one environment runs and sizes them, with the addresses that it knows. */
function containersIn<C extends InitContainer | Sidecar>(
  containers: Readonly<Record<string, ServiceContainer<C>>> | undefined,
  sizes: AnyServiceSettings['sidecars'] = {},
  { imageIn, targetOf }: Beside,
): Readonly<Record<string, C>> | undefined {
  if (containers === undefined) return undefined;
  const entries = Object.entries<ServiceContainer>(containers).map(([name, { image, env, ...same }]) => [
    name,
    {
      ...same,
      ...sizes[name],
      ...(image === undefined ? {} : { image: imageIn(image) }),
      env: withKnown(env, (value) => envValueOf(value, targetOf)),
    },
  ]);
  return Object.fromEntries(entries) as Readonly<Record<string, C>>;
}

/** Variables of a job in one environment: the addresses in them are those that services have there. */
export function jobEnvOf(
  project: Project,
  environment: Environment,
  { props }: Job | CronJob,
  rolloutOf: RolloutOf = () => undefined,
): WorkloadSpec['env'] {
  const { of } = props;
  const settings = settingsOf(environment, of);
  return withKnown(props.env, (value) =>
    envValueOf(
      value,
      (target) =>
        serverHere(of.props, settings, target) ?? resolveTarget(project, environment, target, rolloutOf),
    ),
  );
}

/** The server that an environment has in place of one that the service connects to, by whichever address it names it. */
function serverHere(
  { connectsTo = {} }: Pick<Service['props'], 'connectsTo'>,
  { connectsTo: here = {} }: AnyServiceSettings,
  target: ServiceTarget,
): Target | undefined {
  const name = Object.keys(here).find((each) => connectsTo[each] === target);
  return name === undefined ? undefined : here[name];
}

/** What a target is in an environment; undefined for what leads nowhere there, which rules report. */
function resolveTarget(
  project: Project,
  environment: Environment,
  target: ServiceTarget,
  rolloutOf: RolloutOf,
): Target | undefined {
  if (target.kind === 'service' || target.kind === 'reference') {
    const name = typeof target.service === 'string' ? target.service : target.service.name;
    const said = environment.notRun[name];
    if (said !== undefined) return said.kind === 'replaced' ? said.ports[target.port] : undefined;
  }
  if (target.kind === 'service') {
    const endpoint = endpointOf(target.service, target.port);
    return endpoint && { ...endpoint, resource: rolloutOf(target.service) };
  }
  if (target.kind === 'project-service') return serviceBeside(environment, target);
  if (target.kind !== 'reference') return target;
  // Of two that refer to each other, neither can wait for the other.
  const named = project.props.services.find(({ name }) => name === target.service);
  return named && endpointOf(named, target.port);
}

function endpointOf(service: Service, port: string): Endpoint | undefined {
  const declared = service.props.ports?.[port];
  if (declared === undefined) return undefined;
  const { container, service: number, protocol } = resolvePort(declared);
  return { kind: 'workload', workload: service.name, port, number, container, protocol };
}

/** Who may connect, with the pods of other projects as they are beside the environment. */
function callersIn(
  environment: Environment,
  callers: Service['props']['allowFrom'],
): WorkloadSpec['allowFrom'] {
  return callers === undefined
    ? undefined
    : withKnown(callers, (pods) =>
        pods.map((each) => (each.kind === 'project-pods' ? podsBeside(environment, each) : each)),
      );
}

/** The ways out of a service and those that an environment adds, with what its cluster knows of them. */
function egressOf(
  { cluster }: Environment,
  same: readonly Egress[] | undefined,
  here: readonly Egress[] = [],
): readonly Egress[] | undefined {
  if (same === undefined && here.length === 0) return undefined;
  return [...(same ?? []), ...here].map((way) =>
    way.kind === 'api-server' && way.at === undefined ? apiServer(apiServerOf(cluster)) : way,
  );
}

/** Where a service is scraped, by what the environment's cluster has for that unless the service says it. */
function metricsOf({ cluster }: Environment, metrics: WorkloadSpec['metrics']): WorkloadSpec['metrics'] {
  const { monitoring } = cluster.provides;
  if (metrics === undefined || metrics.from !== undefined || monitoring === undefined) return metrics;
  return { ...metrics, from: [inNamespace(monitoring.namespace).pods(monitoring.podLabels ?? {})] };
}

/** The account of a service, with what an environment adds to it; an existing one stands instead. */
function accountOf(
  same: WorkloadSpec['serviceAccount'],
  here: WorkloadSpec['serviceAccount'],
): WorkloadSpec['serviceAccount'] {
  if (same === undefined || here === undefined || isExisting(same) || isExisting(here)) return here ?? same;
  return { ...same, ...here, annotations: { ...same.annotations, ...here.annotations } };
}

function ingressOf(
  { cluster }: Environment,
  service: Service,
  { domain, aliases }: AnyServiceSettings,
): { readonly ingress?: IngressSpec } {
  const { ingress } = cluster.provides;
  const way = publicPortOf(service);
  if (way === undefined || domain === undefined || ingress === undefined) return {};
  const annotations = { ...ingress.annotations, ...way.annotations };
  return { ingress: { ...ingress, ...way, domain, aliases, annotations } };
}
