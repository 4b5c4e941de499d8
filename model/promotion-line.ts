import type { PromotionLine, Releases } from '../promotion';
import type { DeclaredEnvironment, Environment } from './environment';
import type { Project } from './project';

/** What promotion must know of a project. */
export function promotionLine(composed: {
  readonly project: Project;
  readonly environments: readonly (DeclaredEnvironment | Environment)[];
  readonly releases: Releases;
}): PromotionLine {
  return {
    environments: composed.environments.map(({ name, after, soak, freeze }) => ({
      name,
      ...(after ? { after: after.name } : {}),
      soak,
      freeze,
    })),
    services: composed.project.props.services.map(({ name }) => name),
    releases: composed.releases,
  };
}
