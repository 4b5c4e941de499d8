import { pinnedImage } from '../../constructs/image-build';
import { checkWorkload } from '../../constructs/workload';
import type { Finding } from '../../findings';
import { repositoryOf, workloadOf } from '../../model';
import type { Blueprint } from '../blueprint';

/** Stands in for the digest, which releases give: everything else of a workload is checked whether or not it is released. */
const ANY_DIGEST = `sha256:${'0'.repeat(64)}`;

/** Every service is a workload that Kubernetes takes, in every environment. */
export function workloads({ project, environments }: Blueprint): readonly Finding[] {
  return environments.flatMap((environment) =>
    project.props.services
      .filter(({ name }) => environment.services[name] !== undefined)
      .flatMap((service) => {
        const image = pinnedImage(repositoryOf(project.props.registry, service), ANY_DIGEST);
        const spec = workloadOf(project, environment, service, image);
        return checkWorkload(spec, `environments.${environment.name}.services.${service.name}`);
      }),
  );
}
