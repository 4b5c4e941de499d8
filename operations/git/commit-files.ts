import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, withTemporaryFolder } from '../process';
import { configValue, git, headCommit, type Repository, tryGit } from './repository';

/** Path relative to the top of the working tree → new content. */
type FileContents = Readonly<Record<string, string>>;

/**
 * Commits files as they are in the working tree to the current branch, as `git commit` does, including its hooks. Other
 * changes, staged or not, stay as they are.
 * @returns the commit's id
 */
export async function commitPaths(
  repository: Repository,
  paths: readonly string[],
  message: string,
): Promise<string> {
  // Git only commits by path what it already tracks.
  await git(repository, ['add', '--intent-to-add', '--', ...paths]);
  await git(repository, ['commit', '--quiet', '--message', message, '--only', '--', ...paths]);
  return headCommit(repository);
}

/**
 * Creates a branch with one commit on top of the checked-out one, holding only the given files. The working tree and the staged
 * changes are not touched: the commit is built in a temporary index.
 * @returns the commit's id
 * @throws Failure if the branch already exists
 */
export async function commitOnBranch(
  repository: Repository,
  branch: string,
  files: FileContents,
  message: string,
): Promise<string> {
  await refuseBranch(repository, branch);
  const parent = await headCommit(repository);
  return withTemporaryFolder('slipway-commit-', async (folder) => {
    const index = { GIT_INDEX_FILE: join(folder, 'index') };
    await git(repository, ['read-tree', parent], index);
    for (const [path, content] of Object.entries(files)) {
      writeFileSync(join(folder, 'content'), content);
      const blob = await git(repository, [
        'hash-object',
        '-w',
        '--no-filters',
        '--',
        join(folder, 'content'),
      ]);
      const entry = `100644,${blob.trim()},${path}`;
      await git(repository, ['update-index', '--add', '--cacheinfo', entry], index);
    }
    const tree = (await git(repository, ['write-tree'], index)).trim();
    const sign = (await configValue(repository, 'commit.gpgSign', 'bool')) === 'true' ? ['-S'] : [];
    const made = await git(repository, ['commit-tree', tree, '-p', parent, ...sign, '-m', message]);
    const commit = made.trim();
    // An empty old value makes git fail if someone else has created the branch meanwhile.
    await git(repository, ['update-ref', `refs/heads/${branch}`, commit, '']);
    return commit;
  });
}

async function refuseBranch(repository: Repository, branch: string): Promise<void> {
  const { code } = await tryGit(repository, ['check-ref-format', '--branch', branch]);
  if (code !== 0) throw new Failure(`\`${branch}\` is not a valid branch name`);
  const found = await tryGit(repository, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
  if (found.code !== 0) return;
  throw new Failure(
    `the branch ${branch} already exists; give another name, or remove it: git branch -D ${branch}`,
  );
}
