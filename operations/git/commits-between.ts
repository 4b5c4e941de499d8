import { git, type Repository, tryGit } from './repository';

/** A commit as shown in a list of changes. */
export interface Commit {
  readonly id: string;
  readonly author: string;
  /** The commit time, in ISO format. */
  readonly at: string;
  readonly subject: string;
}

/** The commits that lead from one commit to another, or why they are unknown. */
export type CommitList =
  | { readonly commits: readonly Commit[]; readonly unknown?: undefined }
  | { readonly commits?: undefined; readonly unknown: string };

/** The start of a commit's id: long enough to be unique, and to be given to git. */
export function shortCommit(id: string): string {
  return id.slice(0, 12);
}

/** The format of `git log` that {@link parseLog} reads. */
export const FORMAT = ['%H', '%an', '%cI', '%s'].join('%x1f');

/**
 * The commits that are in one revision but not in another, newest first, limited to those that touch the given paths.
 * @param paths relative to the top of the working tree
 */
export async function commitsBetween(
  repository: Repository,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<CommitList> {
  for (const commit of [from, to]) {
    const { code } = await tryGit(repository, ['cat-file', '-e', `${commit}^{commit}`]);
    if (code === 0) continue;
    const remedy = repository.isShallow
      ? 'this clone is shallow: `git fetch --unshallow` gets the rest'
      : '`git fetch` may get it';
    return { unknown: `commit ${shortCommit(commit)} is not in this repository; ${remedy}` };
  }
  const range = ['log', '-z', `--format=${FORMAT}`, `${from}..${to}`, '--', ...paths];
  return { commits: parseLog(await git(repository, range)) };
}

/** Parses the output of `git log -z` in {@link FORMAT}. */
export function parseLog(output: string): readonly Commit[] {
  return output
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [id = '', author = '', at = '', subject = ''] = entry.split('\u001f');
      return { id, author, at, subject };
    });
}
