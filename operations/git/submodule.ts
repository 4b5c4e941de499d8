import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git, headCommit, openRepository, type Repository, tryGit } from './repository';

/** A submodule as it is in the working tree. */
type Submodule =
  | { readonly repository?: undefined }
  | {
      readonly repository: Repository;
      /** The commit that is checked out in it. */
      readonly head: string;
    };

/** Opens the submodule at a path; without a repository where it is not checked out. */
export async function openSubmodule({ top, env }: Repository, path: string): Promise<Submodule> {
  const folder = join(top, path);
  if (!existsSync(join(folder, '.git'))) return {};
  const repository = await openRepository(folder, env);
  return { repository, head: await headCommit(repository) };
}

/**
 * Whether a remote is known to have a commit: some branch of it that was fetched holds it. Undefined where that cannot be known
 * here: in a shallow clone, whose branches may lead past the commit, and where no branch was fetched.
 */
export async function isOnARemote(repository: Repository, commit: string): Promise<boolean | undefined> {
  if (repository.isShallow) return undefined;
  if ((await git(repository, ['remote'])).trim() === '') return false;
  const fetched = ['for-each-ref', '--count=1', '--format=%(refname)', 'refs/remotes'];
  if ((await git(repository, fetched)).trim() === '') return undefined;
  const { code, stdout } = await tryGit(repository, [
    ...['for-each-ref', '--count=1', '--format=%(refname)', '--contains', commit],
    ...['refs/remotes', 'refs/tags'],
  ]);
  return code === 0 ? stdout.trim() !== '' : undefined;
}
