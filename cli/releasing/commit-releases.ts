import { join, relative } from 'node:path';
import { Locked, withLock } from '../../core/files';
import { problem, refuseIfAny } from '../../core/findings';
import { changedPaths, commitOnBranch, commitPaths } from '../../operations/git';
import { Failure } from '../../operations/process';
import { isReleasePath, type ReleaseChange, renderRelease } from '../../promotion';
import { gitRepositoryOf, type ProjectContext } from './project-context';

/** Where changed release files are committed. With neither option, they are only written. */
interface CommitOptions {
  readonly commit?: true;
  readonly branch?: string;
}

/** Commits changed release files, where the options say so. Returns the id of the commit. */
export async function commitReleases(
  context: ProjectContext,
  changes: readonly ReleaseChange[],
  message: string,
  options: CommitOptions,
): Promise<string | undefined> {
  if (changes.length === 0 || !commits(options)) return undefined;
  const repository = gitRepositoryOf(context);
  const files = changes.map((change) => [pathInRepository(context, change), change.after] as const);
  if (options.branch === undefined)
    return commitPaths(
      repository,
      files.map(([path]) => path),
      message,
    );
  const contents = Object.fromEntries(files.map(([path, release]) => [path, renderRelease(release)]));
  return commitOnBranch(repository, options.branch, contents, message);
}

/**
 * Runs something while no other run in this checkout is between its change and its commit. Otherwise another run's files would
 * look like an uncommitted change; and git makes one commit at a time.
 */
export async function withCommitLock<T>(
  context: ProjectContext,
  options: CommitOptions,
  work: () => Promise<T>,
): Promise<T> {
  try {
    if (!commits(options)) return await work();
    return await withLock(join(gitRepositoryOf(context).gitFolder, 'slipway.lock'), work);
  } catch (error) {
    throw error instanceof Locked ? new Failure(error.message) : error;
  }
}

/**
 * Refuses to commit while release files have uncommitted changes: the commit would include somebody else's changes, or rest on
 * a verification that exists only in this working tree.
 */
export async function refuseUncommitted(context: ProjectContext, options: CommitOptions): Promise<void> {
  if (!commits(options)) return;
  const folder = context.inRepository(context.environmentsFolder);
  const changed = (await changedPaths(gitRepositoryOf(context), [folder])).filter(({ path }) =>
    isReleasePath(relative(folder, path)),
  );
  refuseIfAny(
    changed.map(({ path }) =>
      problem({
        rule: 'cli/uncommitted',
        path,
        message: 'must be committed before another change of the releases',
        value: 'a file with uncommitted changes',
        advice: 'Commit the file, or undo its changes with `git restore`.',
      }),
    ),
    'nothing was written',
  );
}

function commits({ commit, branch }: CommitOptions): boolean {
  return commit === true || branch !== undefined;
}

function pathInRepository(context: ProjectContext, { path }: ReleaseChange): string {
  return context.inRepository(join(context.input.project.props.root, path));
}
