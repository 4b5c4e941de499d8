import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { refuseIfAny } from '../../core/findings';
import { type Composition, promotionLine, type Service } from '../../model';
import { openRepository, type Repository } from '../../operations/git';
import { Failure } from '../../operations/process';
import type { PromotionLine, Releases } from '../../promotion';
import { loadComposition } from '../composition';
import { named } from '../named';

/** A project as the commands that ship see it: what it composes, its folder of releases, and its git. */
export interface Yard {
  readonly input: Composition;
  /** The folder of releases, absolute. */
  readonly directory: string;
  /** The promotion line with releases that may have been read since. */
  line(releases?: Releases): PromotionLine;
  /** Its repository; undefined where it is in none. */
  readonly repository: Repository | undefined;
  /** A path of the project from the top of its repository. */
  inRepository(path: string): string;
}

/**
 * Opens the project in a folder. Without git, all works that needs none.
 * @throws InvalidInput where a release file can't be read: what it says is no matter of guessing
 */
export async function openYard(folder: string, env: NodeJS.ProcessEnv): Promise<Yard> {
  const input = loadComposition(folder);
  refuseIfAny(input.releases.findings);
  const { root } = input.project.props;
  const repository = await openRepository(root, env).catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  return {
    input,
    directory: join(root, input.releases.folder),
    line: (releases = input.releases) => promotionLine({ ...input, releases }),
    repository,
    inRepository: (path) =>
      relative(repository?.top ?? root, join(realpathSync(root), relative(root, path)))
        .split(sep)
        .join('/') || '.',
  };
}

/** Its repository. @throws Failure where it is in none */
export function repositoryOf({ repository, input }: Yard): Repository {
  if (repository !== undefined) return repository;
  throw new Failure(
    `${input.project.props.root} is in no git repository, or there is no \`git\` on the PATH`,
  );
}

/** The services of those names; all, where none is named. */
export function servicesOf({ input }: Yard, names: readonly string[]): readonly Service[] {
  const all = input.project.props.services;
  return names.length === 0 ? all : names.map((name) => named('service', all, name));
}
