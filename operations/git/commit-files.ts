import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../process';
import { git, headCommit, type Repository, tryGit } from './repository';

/** Path from the top of the working tree → what is in it from now on. */
export type FileContents = Readonly<Record<string, string>>;

/**
 * Commits files as they are in the working tree, on the branch that is checked out, as `git commit` does it, with its hooks.
 * What else is changed or staged stays as it is.
 * @returns the commit's id
 */
export async function commitPaths(
  repository: Repository,
  paths: readonly string[],
  message: string,
): Promise<string> {
  // Git commits by path only what it knows.
  await git(repository, ['add', '--intent-to-add', '--', ...paths]);
  await git(repository, ['commit', '--quiet', '--message', message, '--only', '--', ...paths]);
  return headCommit(repository);
}

/**
 * Makes a branch with one commit on top of the one that is checked out: that and the files given, nothing else. Neither the
 * working tree nor what is staged is touched, since the commit is put together in an index of its own.
 * @returns the commit's id
 * @throws Failure where there is such a branch
 */
export async function commitOnBranch(
  repository: Repository,
  branch: string,
  files: FileContents,
  message: string,
): Promise<string> {
  await refuseBranch(repository, branch);
  const parent = await headCommit(repository);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-commit-'));
  const index = { GIT_INDEX_FILE: join(folder, 'index') };
  try {
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
    const signed = await tryGit(repository, ['config', '--type=bool', '--get', 'commit.gpgSign']);
    const sign = signed.stdout.trim() === 'true' ? ['-S'] : [];
    const made = await git(repository, ['commit-tree', tree, '-p', parent, ...sign, '-m', message]);
    const commit = made.trim();
    // Empty as the value before: made by nobody else meanwhile.
    await git(repository, ['update-ref', `refs/heads/${branch}`, commit, '']);
    return commit;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function refuseBranch(repository: Repository, branch: string): Promise<void> {
  const { code } = await tryGit(repository, ['check-ref-format', '--branch', branch]);
  if (code !== 0) throw new Failure(`\`${branch}\` is no name that git takes for a branch`);
  const found = await tryGit(repository, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
  if (found.code !== 0) return;
  throw new Failure(
    `there is a branch ${branch} already; give another name, or remove it: git branch -D ${branch}`,
  );
}
