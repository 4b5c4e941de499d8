/** Begins a repository on the branch main, whose commits are by Ada. @param git runs git in its folder */
export function beginRepository(git: (...args: readonly string[]) => unknown): void {
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.com');
}

/** Merges `branch-<number>` as GitHub does. @param git runs git in its folder, which is on the branch to merge into */
export function mergePullRequest(git: (...args: readonly string[]) => unknown, number: number): void {
  const message = `Merge pull request #${number} from acme/branch`;
  git('merge', '--quiet', '--no-ff', `branch-${number}`, '-m', message);
}
