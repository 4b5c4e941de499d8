import { type Repository, tryGit } from '../../operations/git';
import { Failure } from '../../operations/process';

/** What the main branch may be called, the most telling first. */
const MAIN = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The commit to compare with: a ref, or where this branch left the main one. @throws Failure where git knows none */
export async function baseCommit(repository: Repository, ref: string | undefined): Promise<string> {
  if (ref !== undefined) {
    const commit = await commitOf(repository, ref);
    if (commit !== undefined) return commit;
    throw new Failure(`git knows no commit \`${ref}\`${remedy(repository)}`);
  }
  for (const main of MAIN) {
    if ((await commitOf(repository, main)) === undefined) continue;
    const { code, stdout } = await tryGit(repository, ['merge-base', 'HEAD', main]);
    if (code === 0) return stdout.trim();
    throw new Failure(`this branch and ${main} have no commit in common${remedy(repository)}`);
  }
  throw new Failure(`there is no ${MAIN.join(', ')} to compare with: name a commit with --base`);
}

async function commitOf(repository: Repository, ref: string): Promise<string | undefined> {
  // `--end-of-options`: a ref that starts with a dash is a ref.
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const { code, stdout } = await tryGit(repository, args);
  return code === 0 ? stdout.trim() : undefined;
}

function remedy({ isShallow }: Repository): string {
  return isShallow ? ': this clone is shallow, `git fetch --unshallow` gets the rest' : '';
}
