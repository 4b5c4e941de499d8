import { entryOf } from '../../core/json';
import { declaredNames, type Finding, nearest, problem } from '../../core/findings';
import { by } from '../../core/text';
import type { ResolvedComposition } from '../composition';
import type { CronJob } from '../cron-job';
import type { Job } from '../job';
import type { ProjectService } from '../foreign-project';
import type { Project } from '../project';
import type { PortReference } from '../reference';
import type { Service, ServicePort } from '../service';
import { edgesOf, edgesOfJob, type ServiceEdge } from '../service-edges';

/** Every connection leads to a port of a service of this project, and the order of rollouts that follows has no circle. */
export function connections({ project }: ResolvedComposition): readonly Finding[] {
  const { services, jobs = [] } = project.props;
  return [
    ...services.flatMap((service) => targets(`services.${service.name}`, edgesOf(service), project)),
    ...jobs.flatMap((job) => targets(`jobs.${job.name}`, edgesOfJob(job), project)),
    ...circles(services),
  ];
}

function targets(root: string, edges: readonly ServiceEdge[], project: Project): readonly Finding[] {
  const { services } = project.props;
  return edges.flatMap(({ option, target }) => {
    const path = `${root}.${option}`;
    if (target.kind === 'project-service') return ofProject(target, project.name, path);
    if (target.kind === 'service') return serviceTarget(target, services, path);
    return target.kind === 'reference' ? ofReference(target, services, path) : [];
  });
}

/** A port leads to a service of the project that has it. */
export function serviceTarget(
  { service, port }: ServicePort,
  services: readonly Service[],
  path: string,
): readonly Finding[] {
  if (services.includes(service)) return portOf(service, port, path);
  return [
    problem({
      rule: 'connections/target',
      path,
      message: 'must lead to a service of this project',
      value: service.name,
      advice: `Add ${service.name} to the project's services.`,
    }),
  ];
}

/** Of its own services a project knows more than their names. */
function ofProject({ project, service }: ProjectService, own: string, path: string): readonly Finding[] {
  if (project.name !== own) return [];
  return [
    problem({
      rule: 'connections/project',
      path,
      message: 'must lead into another project',
      value: own,
      advice: `Import ${service} and give ${service}.port('…'), or ref('${service}').port('…').`,
    }),
  ];
}

function ofReference(
  { service: name, port }: PortReference,
  services: readonly Service[],
  path: string,
): readonly Finding[] {
  const service = services.find((one) => one.name === name);
  if (service !== undefined) return portOf(service, port, path);
  return [
    problem({
      rule: 'connections/target',
      path,
      message: 'must name a service of this project',
      value: name,
      advice: instead(
        name,
        services.map((one) => one.name),
        'services',
      ),
    }),
  ];
}

function portOf(service: Service, port: string, path: string): readonly Finding[] {
  const ports = service.props.ports ?? {};
  if (entryOf(ports, port) !== undefined) return [];
  return [
    problem({
      rule: 'connections/port',
      path,
      message: `must lead to a port that ${service.name} has`,
      value: port,
      advice: instead(port, Object.keys(ports), 'ports'),
    }),
  ];
}

/** The name that was meant, or all that there are. */
function instead(name: string, names: readonly string[], what: string): string {
  const meant = nearest(name, names);
  return meant === undefined ? declaredNames(what, names) : `Is ${meant} meant?`;
}

function circles(services: readonly Service[]): readonly Finding[] {
  const done = new Set<Service>();
  const inOrder = [...services].sort(by(({ name }) => name));
  const circle = inOrder.map((service) => circleFrom(service, [], done)).find((found) => found !== undefined);
  if (circle === undefined) return [];
  return [
    problem({
      rule: 'connections/circle',
      path: `services.${circle[0] ?? ''}.connectsTo`,
      message: 'must not lead back to the service itself, since each is rolled out after what it connects to',
      value: circle.join(' → '),
      advice: `Name one of them by ref('${circle[0] ?? ''}'), which opens the connection and orders nothing.`,
    }),
  ];
}

/** The first circle that is reached. What is `done` leads into none: without it the search would walk every path. */
function circleFrom(
  service: Service,
  trail: readonly string[],
  done: Set<Service>,
): readonly string[] | undefined {
  if (done.has(service)) return undefined;
  const start = trail.indexOf(service.name);
  if (start >= 0) return [...trail.slice(start), service.name];
  for (const { target } of edgesOf(service)) {
    if (target.kind !== 'service') continue;
    const circle = circleFrom(target.service, [...trail, service.name], done);
    if (circle !== undefined) return circle;
  }
  done.add(service);
  return undefined;
}

/** All that must run before a job does: what it and its service connect to, directly or not. */
export function needsOf(job: Job | CronJob): ReadonlySet<Service> {
  const found = new Set<Service>();
  const visit = (edges: readonly ServiceEdge[]): void => {
    for (const { target } of edges) {
      if (target.kind !== 'service' || found.has(target.service)) continue;
      found.add(target.service);
      visit(edgesOf(target.service));
    }
  };
  visit([...edgesOf(job.props.of), ...edgesOfJob(job)]);
  return found;
}
