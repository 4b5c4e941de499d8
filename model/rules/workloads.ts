import { checkWorkload } from '../../constructs/workload';
import { distinctFindings, type Finding } from '../../core/findings';
import { checkCluster } from '../check-cluster';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { ownMetadata } from '../metadata';
import type { Project } from '../project';
import { publicPortOf } from '../public-port';
import type { Service } from '../service';
import { settingsOf, workloadOf } from '../workload';
import { type Judged, toldOnce } from './told-once';

/** Every service is a workload that Kubernetes takes, in every environment, released there or not. */
export function workloads({ project, environments }: ResolvedComposition): readonly Finding[] {
  const all = project.props.services.flatMap((service) => {
    const running = environments.filter(({ services }) => services[service.name] !== undefined);
    return toldOnce(
      running.map((environment) => judge(project, environment, service)),
      (place, index) => {
        const environment = running[index];
        return environment === undefined ? undefined : ofTheService(service, place, environment);
      },
    );
  });
  // What is wrong with a cluster is wrong with all services that it serves.
  return distinctFindings(all);
}

function judge(project: Project, environment: Environment, service: Service): Judged {
  const root = `environments.${environment.name}.services.${service.name}`;
  const workload = {
    ...workloadOf(project, environment, service),
    // Those of the environment and of the project are judged there, once for all services.
    ...ownMetadata(service, settingsOf(environment, service)),
  };
  const findings = checkWorkload(workload, root).flatMap((finding) => asWritten(finding, root, environment));
  return { root, findings };
}

/** A workload's ingress is put together from three places. What the service says of it is placed with the rest of the service. */
function asWritten(finding: Finding, root: string, environment: Environment): readonly Finding[] {
  // The name of the project is judged as such.
  if (finding.path === `${root}.partOf`) return [];
  const [, option = ''] = /^\.ingress\.(\w+)/.exec(finding.path.slice(root.length)) ?? [];
  if (option === 'domain' || option === 'aliases')
    return [{ ...finding, path: finding.path.replace(`${root}.ingress.`, `${root}.`) }];
  const cluster = `environments.${environment.name}.cluster`;
  const path = finding.path.replace(`${root}.`, `${cluster}.provides.`);
  const known = (): readonly Finding[] => checkCluster(environment.cluster, cluster);
  // Annotations of the service and of the cluster are on one ingress.
  if (option === 'annotations') return known().some((of) => of.path === path) ? [] : [finding];
  if (!OF_THE_CLUSTER.includes(option)) return [finding];
  // It is judged with the cluster as well.
  const isKnown = known().some((of) => of.path.startsWith(`${cluster}.provides.ingress.${option}`));
  return isKnown ? [] : [{ ...finding, path }];
}

const OF_THE_CLUSTER = ['className', 'tls', 'controller', 'controllerNamespace', 'controllerNetworks'];

/** Where the service itself says what a finding is about; undefined where it is one of its settings in an environment. */
function ofTheService(service: Service, place: string, environment: Environment): string | undefined {
  const root = `services.${service.name}`;
  const [, option = '', below = ''] = /^\.(\w+)(.*)/s.exec(place) ?? [];
  if (option === 'ingress') return ofItsPublicPort(service, below, root);
  // An environment gives volumes their sizes alone: which there are, and how they are mounted, the service says.
  const isOwn =
    Object.hasOwn(service.props, option) &&
    (!Object.hasOwn(settingsOf(environment, service), option) ||
      /^\.volumes$|\.(?:mountPath|accessMode|subPath)$/.test(place));
  return isOwn ? `${root}${place}` : undefined;
}

function ofItsPublicPort(service: Service, below: string, root: string): string | undefined {
  const way = publicPortOf(service);
  const [, option = ''] = /^\.(\w+)/.exec(below) ?? [];
  if (way === undefined || !Object.hasOwn(way, option)) return undefined;
  return typeof service.props.public === 'string' ? `${root}.public` : `${root}.public${below}`;
}
