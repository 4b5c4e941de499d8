import { checkImageBuild } from '../../constructs/image-build';
import type { Finding } from '../../findings';
import { imageBuildOf } from '../../model';
import type { Blueprint } from '../blueprint';

/** Every image can be built from what is written: its source was read, and its arguments and names are Docker's. */
export function images({ project, unreadable }: Blueprint): readonly Finding[] {
  const builds = project.props.services.flatMap((service) =>
    checkImageBuild(imageBuildOf(project, service), `services.${service.name}.image`),
  );
  return [...unreadable, ...builds];
}
