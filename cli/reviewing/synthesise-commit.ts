import { realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { git, type Repository } from '../../operations/git';
import { hasSameDependencies } from './same-dependencies';
import { synthesiseFolder } from './synthesise-folder';
import { withTemporaryFolder } from './temporary-folder';

/**
 * Synthesises a project as it was at a commit, in a worktree that exists while some work runs. It gets its own dependencies
 * where the lock files differ. Its types are not checked: they were when it was committed.
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
      const isInstalled = await hasSameDependencies(repository, commit, here);
      if (isInstalled) symlinkSync(join(here, 'node_modules'), join(base, 'node_modules'));
      await synthesiseFolder(base, env, { install: !isInstalled, checkTypes: false });
      return await work(base);
    } finally {
      // Only this one: `git worktree prune` would also forget worktrees whose folders this machine cannot see.
      await git(repository, ['worktree', 'remove', '--force', tree]);
    }
  });
}
