import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { git, type Repository } from '../../operations/git';
import { synthesiseFolder } from './synthesise-folder';
import { withTemporaryFolder } from './temporary-folder';

/**
 * A project as it was at a commit, synthesised in a worktree of its own, for the time of some work; with its own
 * dependencies where the lock files differ.
 * @param project the folder of the project as it is now
 * @param work gets the folder of the project as it was; its synth is in `cdktf.out`
 */
export async function synthesiseRef<T>(
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
      const isAlike = sameLock(here, base);
      if (isAlike) symlinkSync(join(here, 'node_modules'), join(base, 'node_modules'));
      await synthesiseFolder(base, env, { install: !isAlike });
      return await work(base);
    } finally {
      // This one alone: `prune` would forget those of others whose folders can't be seen from here.
      await git(repository, ['worktree', 'remove', '--force', tree]);
    }
  });
}

/** Whether the dependencies that are installed here are those of the other folder, too. */
function sameLock(here: string, there: string): boolean {
  if (!existsSync(join(here, 'node_modules'))) return false;
  const lock = (folder: string): string | undefined => {
    const path = join(folder, 'package-lock.json');
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return lock(here) === lock(there);
}
