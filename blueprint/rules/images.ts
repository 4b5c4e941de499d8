import { checkImageBuild, checkRepository } from '../../constructs/image-build';
import type { Finding } from '../../findings';
import { imageBuildOf } from '../../model';
import type { Blueprint } from '../blueprint';

/** Every image can be built from what is written: its source was read, and its arguments and names are Docker's. */
export function images({ project, unreadable }: Blueprint): readonly Finding[] {
  const registry = checkRepository(project.props.registry, 'project.registry');
  const builds = project.props.services.flatMap((service) => {
    const path = `services.${service.name}.image`;
    const findings = checkImageBuild(imageBuildOf(project, service), path);
    // A registry that is none makes every repository none: it is said once.
    return registry.length === 0
      ? findings
      : findings.filter((finding) => finding.path !== `${path}.repository`);
  });
  return [...registry, ...unreadable, ...builds];
}
