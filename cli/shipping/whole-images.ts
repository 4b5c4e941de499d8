import { type Finding, problem } from '../../core/findings';
import { type Project, repositoryOf, type Service } from '../../model';
import { lookForImage } from '../look-for-image';
import { registryOptions } from '../registry-options';

/**
 * What keeps an image from being recorded: from then on its source is never built again, so that the registry must have it. A
 * registry that can't be asked is a warning.
 */
export async function notWhole(
  project: Project,
  service: Service,
  digest: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly Finding[]> {
  const repository = repositoryOf(project.props.registry, service);
  const { lacks, unasked } = await lookForImage(repository, digest, registryOptions(project, env));
  const about = { rule: 'release/pushed', path: `services.${service.name}.image` };
  if (unasked !== undefined)
    return [
      {
        ...about,
        severity: 'warning',
        message: 'could not be looked for in the registry',
        value: unasked,
        advice: 'Whether it is there, the first deploy shows.',
      },
    ];
  if (lacks === undefined) return [];
  return [
    problem({
      ...about,
      message: 'must be in the registry, whole',
      value: `${repository}@${digest}: ${lacks}`,
      advice: 'Have it pushed again: `npx slipway deploy images`.',
    }),
  ];
}
