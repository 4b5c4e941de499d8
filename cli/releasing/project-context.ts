import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { refuseIfAny } from '../../core/findings';
import { type BuiltService, builtServices, type Composition, pipelineOf } from '../../model';
import { openRepository, type Repository } from '../../operations/git';
import { Failure } from '../../operations/process';
import type { Pipeline, Releases } from '../../promotion';
import { findByName, loadComposition } from '../project';

/** What a command that reads or changes releases works on: the project's composition, its release files and its git. */
export interface ProjectContext {
  readonly input: Composition;
  /** The folder of environments, absolute. Release files are below it. */
  readonly environmentsFolder: string;
  /** The promotion pipeline. @param releases read since the project was opened @default those of the composition */
  pipeline(releases?: Releases): Pipeline;
  /** The git repository; undefined where the project is in none. */
  readonly repository: Repository | undefined;
  /** A path of the project, relative to the top of its repository. */
  inRepository(path: string): string;
}

/**
 * Opens the project in a folder. Without git, everything that does not need it works.
 * @throws InvalidInput if a release file is invalid
 */
export async function openProject(folder: string, env: NodeJS.ProcessEnv): Promise<ProjectContext> {
  const input = loadComposition(folder);
  refuseIfAny(input.releases.findings);
  const { root } = input.project.props;
  const repository = await openRepository(root, env).catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  return {
    input,
    environmentsFolder: join(root, input.releases.folder),
    pipeline: (releases = input.releases) => pipelineOf({ ...input, releases }),
    repository,
    inRepository: (path) =>
      relative(repository?.top ?? root, join(realpathSync(root), relative(root, path)))
        .split(sep)
        .join('/') || '.',
  };
}

/** The git repository of a project. @throws Failure where the project is in none */
export function gitRepositoryOf({ repository, input }: ProjectContext): Repository {
  if (repository !== undefined) return repository;
  throw new Failure(
    `${input.project.props.root} must be in a git repository, and \`git\` must be on the PATH`,
  );
}

/** The services of the given names whose images are built here, or all of them where no name is given. A group stands for its services. */
export function servicesOf({ input }: ProjectContext, names: readonly string[]): readonly BuiltService[] {
  const all = builtServices(input.project);
  if (names.length === 0) return all;
  const groups = new Map(Object.entries(input.project.props.groups ?? {}));
  const named = names.flatMap((name) => groups.get(name)?.map((service) => service.name) ?? [name]);
  return [...new Set(named)].map((name) => findByName('service', all, name));
}
