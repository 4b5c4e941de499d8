import { declaredNames, type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type Absent, type Replaced, runsIn } from '../not-run';
import type { Project } from '../project';
import type { Service } from '../service';
import { edgesOf, edgesOfJob } from '../service-edges';

/** What stands in for a service has each port that is connected to; nothing connects to one that is absent. */
export function notRun({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    project.props.services.flatMap((service) => {
      const said = environment.notRun[service.name];
      if (said === undefined) return [];
      const path = `environments.${environment.name}.services.${service.name}`;
      const used = callersOf(project, environment, service);
      return said.kind === 'absent' ? ofAbsent(said, used, path) : ofReplaced(said, service, used, path);
    }),
  );
}

/** Port → the services and jobs that run in the environment and connect to it. */
function callersOf(
  project: Project,
  environment: Environment,
  service: Service,
): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  const { services, jobs = [] } = project.props;
  const edges = [
    ...services.filter((one) => runsIn(environment, one)).map((one) => [one, edgesOf(one)] as const),
    ...jobs
      .filter(({ props }) => runsIn(environment, props.of))
      .map((job) => [job, edgesOfJob(job)] as const),
  ];
  for (const [caller, to] of edges)
    for (const { target } of to) {
      const isMeant =
        (target.kind === 'service' && target.service === service) ||
        (target.kind === 'reference' && target.service === service.name);
      if (!isMeant) continue;
      const known = callers.get(target.port) ?? [];
      if (!known.includes(caller.name)) callers.set(target.port, [...known, caller.name]);
    }
  return callers;
}

function ofAbsent(
  { reason }: Absent,
  used: ReadonlyMap<string, readonly string[]>,
  path: string,
): readonly Finding[] {
  const callers = [...new Set([...used.values()].flat())].sort();
  return [
    ...(reason.trim() === ''
      ? [
          problem({
            rule: 'services/absent-reason',
            path,
            message: 'must say why the environment does without it',
            value: JSON.stringify(reason),
            advice: "Say it in a few words: absent('traces are only kept in prod').",
          }),
        ]
      : []),
    ...(callers.length === 0
      ? []
      : [
          problem({
            rule: 'services/absent',
            path,
            message: 'must not be absent while something connects to it',
            value: callers.join(', '),
            advice:
              'Run it here, say what stands in for it with replacedBy(…), or make those absent as well.',
          }),
        ]),
  ];
}

function ofReplaced(
  { ports }: Replaced,
  service: Service,
  used: ReadonlyMap<string, readonly string[]>,
  path: string,
): readonly Finding[] {
  const declared = Object.keys(service.props.ports ?? {});
  return [
    ...Object.keys(ports)
      .filter((port) => !declared.includes(port))
      .map((port) =>
        problem({
          rule: 'services/replaced-port',
          path: `${path}.${port}`,
          message: `must be a port that ${service.name} has`,
          value: port,
          advice: declaredNames('ports', declared),
        }),
      ),
    ...[...used]
      .filter(([port]) => ports[port] === undefined)
      .map(([port, callers]) =>
        problem({
          rule: 'services/replaced',
          path: `${path}.${port}`,
          message: `must be given, since ${callers.join(', ')} connects to it`,
          value: 'missing',
          advice: `Say what answers there: replacedBy({ ${port}: external(…) }).`,
        }),
      ),
  ];
}
