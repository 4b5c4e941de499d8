import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { git, type Repository } from '../../operations/git';
import { synthesiseFolder } from './synthesise-folder';
import { withTemporaryFolder } from './temporary-folder';

/**
 * Synthesises a project as it was at a commit, in a worktree that exists while some work runs. It gets its own dependencies
 * where the lock files differ.
 * @param project the folder of the project now
 * @param work gets the folder of the project at the commit; its synth is in `cdktf.out`
 */
export async function synthesiseCommit<T>(
  repository: Repository,
  commit: string,
  project: string,
  env: NodeJS.ProcessEnv,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder('slipway-base-', async (folder) => {
    const tree = join(folder, 'tree');
    await git(repository, ['worktree', 'add', '--detach', '--force', tree, commit]);
    try {
      const here = realpathSync(project);
      const base = join(tree, relative(repository.top, here));
      const hasSameDependencies = sameLock(here, base);
      if (hasSameDependencies) symlinkSync(join(here, 'node_modules'), join(base, 'node_modules'));
      await synthesiseFolder(base, env, { install: !hasSameDependencies });
      return await work(base);
    } finally {
      // Only this one: `git worktree prune` would also forget worktrees whose folders this machine cannot see.
      await git(repository, ['worktree', 'remove', '--force', tree]);
    }
  });
}

/** Whether the dependencies that are installed here are also those of the other folder. */
function sameLock(here: string, there: string): boolean {
  if (!existsSync(join(here, 'node_modules'))) return false;
  const lock = (folder: string): string | undefined => {
    const path = join(folder, 'package-lock.json');
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return lock(here) === lock(there);
}
