import { type Repository, tryGit } from '../../operations/git';
import { Failure } from '../../operations/process';

/** Names of the main branch, the most reliable first. */
const MAIN_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The commit to compare with: a ref, or where this branch left the main branch. @throws Failure if git finds none */
export async function baseCommit(repository: Repository, ref: string | undefined): Promise<string> {
  if (ref !== undefined) {
    const commit = await commitOf(repository, ref);
    if (commit !== undefined) return commit;
    throw new Failure(`git knows no commit \`${ref}\`${shallowHint(repository)}`);
  }
  if ((await commitOf(repository, 'HEAD')) === undefined)
    throw new Failure(
      'this repository has no commit to compare with: commit the project first, or name two synthesised folders',
    );
  for (const main of MAIN_BRANCHES) {
    if ((await commitOf(repository, main)) === undefined) continue;
    const { code, stdout } = await tryGit(repository, ['merge-base', 'HEAD', main]);
    if (code === 0) return stdout.trim();
    throw new Failure(`this branch and ${main} have no common commit${shallowHint(repository)}`);
  }
  throw new Failure(
    `found no main branch to compare with (${MAIN_BRANCHES.join(', ')}): name a commit with --base`,
  );
}

async function commitOf(repository: Repository, ref: string): Promise<string | undefined> {
  // `--end-of-options`: a ref that starts with a dash is still a ref.
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const { code, stdout } = await tryGit(repository, args);
  return code === 0 ? stdout.trim() : undefined;
}

function shallowHint({ isShallow }: Repository): string {
  return isShallow ? ': this clone is shallow, `git fetch --unshallow` fetches the rest' : '';
}
