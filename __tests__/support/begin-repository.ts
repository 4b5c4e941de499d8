/** Begins a repository on the branch main, whose commits are by Ada. @param git runs git in its folder */
export function beginRepository(git: (...args: readonly string[]) => unknown): void {
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.com');
}
