import { type PinnedImage, pinnedImage } from '../constructs/image-build';
import {
  type Endpoint,
  type IngressSpec,
  type Replicas,
  resolvePort,
  type Volume,
  type WorkloadSpec,
} from '../constructs/workload';
import type { Environment } from './environment';
import { nodeSelectorOf } from './joining';
import { merged, ownMetadata, sharedMetadata } from './metadata';
import type { Project } from './project';
import type { AnyServiceSettings, Service } from './service';

/** Stands in for the image, which the project's registry and the releases give and which rules of their own judge. */
export const ANY_IMAGE = pinnedImage('registry.invalid/any', `sha256:${'0'.repeat(64)}`);

/** A service in one environment, as its workload: what the service says everywhere, joined with what this environment says. */
export function workloadOf(
  project: Project,
  environment: Environment,
  service: Service,
  image: PinnedImage,
): WorkloadSpec {
  const { settings: _settings, public: _public, ...same } = service.props;
  const settings = settingsOf(environment, service);
  return {
    ...same,
    ...storedOf(project, environment, service),
    image,
    imagePullSecrets: environment.pullSecret === undefined ? [] : [environment.pullSecret],
    nodeSelector: nodeSelectorOf(project.name, environment),
    cpu: settings.cpu,
    cpuLimit: settings.cpuLimit,
    memory: settings.memory,
    memoryRequest: settings.memoryRequest,
    resources: settings.resources,
    env: { ...same.env, ...settings.settings },
    connectsTo: endpointsOf(service),
    ...ingressOf(environment, service, settings),
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

/** What an environment says about a service. @throws where it forgot it: `checkComposition` has said so before. */
export function settingsOf(environment: Environment, service: Service): AnyServiceSettings {
  const settings = environment.services[service.name];
  if (settings === undefined)
    throw new Error(`Environment ${environment.name} says nothing about service ${service.name}.`);
  return settings;
}

/** How many pods of a service run; one where more would do harm, and one on each node of a daemon set. */
export function replicasOf({ props }: Service, settings: AnyServiceSettings): Replicas {
  return props.single === true || isOnEveryNode(props) ? 1 : (settings.replicas ?? 1);
}

/** Whether the nodes of the cluster decide how many pods of a service run. */
export function isOnEveryNode({ kind }: Service['props']): boolean {
  return kind === 'daemonSet';
}

function volumesOf({ props }: Service, settings: AnyServiceSettings): Readonly<Record<string, Volume>> {
  return Object.fromEntries(
    Object.entries(props.volumes ?? {}).flatMap(([name, mountPath]) => {
      const size = settings.volumes?.[name];
      return size === undefined ? [] : [[name, { mountPath, size }]];
    }),
  );
}

/** The connections that lead somewhere; `checkComposition` reports the others. */
function endpointsOf({ props }: Service): Readonly<Record<string, Endpoint>> {
  return Object.fromEntries(
    Object.entries(props.connectsTo ?? {}).flatMap(([name, { service, port }]) => {
      const declared = service.props.ports?.[port];
      if (declared === undefined) return [];
      const { container, service: number, protocol } = resolvePort(declared);
      return [[name, { workload: service.name, port, number, container, protocol }]];
    }),
  );
}

function ingressOf(
  { cluster }: Environment,
  { props }: Service,
  { domain }: AnyServiceSettings,
): { readonly ingress?: IngressSpec } {
  const { ingress } = cluster.provides;
  if (props.public === undefined || domain === undefined || ingress === undefined) return {};
  return { ingress: { port: props.public, domain, ...ingress } };
}
