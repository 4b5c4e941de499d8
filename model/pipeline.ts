import type { Pipeline, Releases } from '../promotion';
import type { DeclaredEnvironment, Environment } from './environment';
import { builtServices } from './image-build';
import type { Project } from './project';

/** A project as promotion sees it: its environments are the stages. */
export function pipelineOf(composed: {
  readonly project: Project;
  readonly environments: readonly (DeclaredEnvironment | Environment)[];
  readonly releases: Releases;
}): Pipeline {
  return {
    stages: composed.environments.map(({ name, after, soak, freeze }) => ({
      name,
      ...(after ? { after: after.name } : {}),
      soak,
      freeze,
    })),
    services: builtServices(composed.project).map(({ name }) => name),
    releases: composed.releases,
  };
}
