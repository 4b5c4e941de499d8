import { checkWorkload } from '../../constructs/workload';
import type { Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { ownMetadata } from '../metadata';
import type { Project } from '../project';
import type { Service } from '../service';
import { settingsOf, workloadOf } from '../workload';

/** Every service is a workload that Kubernetes takes, in every environment, released there or not. */
export function workloads({ project, environments }: ResolvedComposition): readonly Finding[] {
  return project.props.services.flatMap((service) => {
    const running = environments.filter(({ services }) => services[service.name] !== undefined);
    return ofTheServiceOnce(
      service,
      running.map((environment) => judge(project, environment, service)),
    );
  });
}

/** What is wrong with a service in one environment. */
interface Judged {
  readonly environment: Environment;
  /** Where the service stands there. */
  readonly root: string;
  readonly findings: readonly Finding[];
}

function judge(project: Project, environment: Environment, service: Service): Judged {
  const root = `environments.${environment.name}.services.${service.name}`;
  const workload = {
    ...workloadOf(project, environment, service),
    // Those of the environment and of the project are judged there, once for all services.
    ...ownMetadata(service, settingsOf(environment, service)),
  };
  return { environment, root, findings: checkWorkload(workload, root) };
}

/**
 * What a service says itself is the same in every environment: what is wrong with it everywhere is reported once, under the service.
 */
function ofTheServiceOnce(service: Service, judged: readonly Judged[]): readonly Finding[] {
  const keyOf = (root: string, finding: Finding): string =>
    JSON.stringify({ ...finding, path: finding.path.slice(root.length) });
  const isEverywhere = (key: string): boolean =>
    judged.every(({ root, findings }) => findings.some((finding) => keyOf(root, finding) === key));
  return judged.flatMap((one, index) =>
    one.findings.flatMap((finding) => {
      const place = finding.path.slice(one.root.length);
      if (!isOwn(service, place, one.environment) || !isEverywhere(keyOf(one.root, finding)))
        return [finding];
      return index === 0 ? [{ ...finding, path: `services.${service.name}${place}` }] : [];
    }),
  );
}

/** Whether an option is the service's, and not one of its settings in an environment. */
function isOwn(service: Service, place: string, environment: Environment): boolean {
  const [, option = ''] = /^\.(\w+)/.exec(place) ?? [];
  return Object.hasOwn(service.props, option) && !Object.hasOwn(settingsOf(environment, service), option);
}
