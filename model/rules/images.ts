import { isAbsolute } from 'node:path';
import { checkImageBuild, checkRepository } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { imageBuildOf } from '../image-build';

/** Every image can be built from what is written: its source was read, and its arguments and names are Docker's. */
export function images({ project, unreadable }: ResolvedComposition): readonly Finding[] {
  const registry = checkRepository(project.props.registry, 'project.registry');
  const builds = project.props.services.flatMap((service) => {
    const path = `services.${service.name}.image`;
    const { context } = service.props.image;
    const findings = [
      ...checkImageBuild(imageBuildOf(project, service), path),
      ...absolute(`${path}.context`, context),
    ];
    // A registry that is not valid makes every repository invalid: that is reported once.
    return registry.length === 0
      ? findings
      : findings.filter((finding) => finding.path !== `${path}.repository`);
  });
  return [...registry, ...absolute('project.root', project.props.root), ...unreadable, ...builds];
}

/** A relative folder would be another one in each directory that a synth is run in. */
function absolute(path: string, folder: string): readonly Finding[] {
  if (isAbsolute(folder)) return [];
  return [
    problem({
      rule: 'images/folder',
      path,
      message: 'must be an absolute path',
      value: JSON.stringify(folder),
      advice: 'Give __dirname, or join(__dirname, …).',
    }),
  ];
}
