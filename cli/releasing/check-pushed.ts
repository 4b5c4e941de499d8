import { type Finding, problem } from '../../core/findings';
import { type Project, repositoryOf, type Service } from '../../model';
import { findImage, registryOptions } from '../project';

/**
 * What the registry lacks of an image. The source of a recorded image is never built again, so the registry must have it. A
 * registry that cannot be asked is only a warning.
 */
export async function notPushed(
  project: Project,
  service: Service,
  digest: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly Finding[]> {
  const repository = repositoryOf(project.props, service);
  const { missing, unreachable } = await findImage(repository, digest, registryOptions(project, env));
  const subject = { rule: 'release/pushed', path: `services.${service.name}.image` };
  if (unreachable !== undefined)
    return [
      {
        ...subject,
        severity: 'warning',
        message: 'could not be looked up in the registry',
        value: unreachable,
        advice: 'The first deploy will show whether the registry has it.',
      },
    ];
  if (missing === undefined) return [];
  return [
    problem({
      ...subject,
      message: 'must be in the registry, complete',
      value: `${repository}@${digest}: ${missing}`,
      advice: 'Push it again: `npx slipway deploy images`.',
    }),
  ];
}
