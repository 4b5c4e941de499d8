import type { StageAfter } from '../core/pipeline';
import type { Pipeline, Releases } from '../promotion';
import type { AfterSeveral, DeclaredEnvironment, Environment } from './environment';
import { builtServices, runnersOf } from './image-build';
import type { Project } from './project';
import type { Service } from './service';

/** A project as promotion sees it: its environments are the stages. */
export function pipelineOf(composed: {
  readonly project: Project;
  readonly environments: readonly (DeclaredEnvironment | Environment)[];
  readonly releases: Releases;
}): Pipeline {
  const built = builtServices(composed.project);
  const { groups } = composed.project.props;
  return {
    project: composed.project.props.name,
    stages: composed.environments.map((environment) => {
      const { name, after, soak, freeze, signedEvents } = environment;
      const without = built
        .filter((service) => runnersOf(composed.project, environment, service).length === 0)
        .map((service) => service.name);
      return {
        name,
        ...(after ? { after: stageAfter(after) } : {}),
        soak,
        freeze,
        ...(signedEvents === true ? { signedEvents } : {}),
        ...(without.length === 0 ? {} : { without }),
      };
    }),
    services: built.map(({ name }) => name),
    ...(groups === undefined ? {} : { groups: namesIn(groups) }),
    releases: composed.releases,
  };
}

function namesIn(groups: Readonly<Record<string, readonly Service[]>>): NonNullable<Pipeline['groups']> {
  return Object.fromEntries(
    Object.entries(groups).map(([group, services]) => [group, services.map(({ name }) => name)]),
  );
}

/** What comes before an environment, by name, as a pipeline and the record of a synth have it. */
export function stageAfter(
  after: { readonly name: string } | AfterSeveral<{ readonly name: string }>,
): Exclude<StageAfter, null | undefined> {
  if ('name' in after) return after.name;
  const names = after.environments.map(({ name }) => name);
  return after.kind === 'all' ? { all: names } : { any: names };
}
