import { checkWorkload } from '../../constructs/workload';
import type { Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { ownMetadata } from '../metadata';
import { ANY_IMAGE, settingsOf, workloadOf } from '../workload';

/** Every service is a workload that Kubernetes takes, in every environment, released there or not. */
export function workloads({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    project.props.services
      .filter(({ name }) => environment.services[name] !== undefined)
      .flatMap((service) =>
        checkWorkload(
          {
            ...workloadOf(project, environment, service, ANY_IMAGE),
            // Those of the environment and of the project are judged there, once for all services.
            ...ownMetadata(service, settingsOf(environment, service)),
          },
          `environments.${environment.name}.services.${service.name}`,
        ),
      ),
  );
}
