import { git, type Repository } from './repository';

/** A path where the working tree differs from the commit. */
interface ChangedPath {
  /** Relative to the top of the working tree, with `/`. */
  readonly path: string;
  /** `ignored` and `untracked` paths are in no commit. */
  readonly how: 'changed' | 'deleted' | 'untracked' | 'ignored';
}

/**
 * Where the working tree differs from the checked-out commit, below the given paths, or everywhere if none are given.
 * @param options.ignored also list paths that git ignores; `folders` lists a folder that git ignores as one path, with `/` at its end
 * @param options.submodules also list submodules that differ, each as one path
 */
export async function changedPaths(
  repository: Repository,
  paths: readonly string[],
  {
    ignored = false,
    submodules = true,
  }: { readonly ignored?: boolean | 'folders'; readonly submodules?: boolean } = {},
): Promise<readonly ChangedPath[]> {
  const args = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all'];
  if (!submodules) args.push('--ignore-submodules=all');
  const also = { false: [], true: ['--ignored'], folders: ['--ignored=matching'] }[`${ignored}`];
  return parseStatus(await git(repository, [...args, ...also, '--', ...paths]));
}

/** Parses the output of `git status --porcelain=v1 -z --no-renames`. */
function parseStatus(output: string): readonly ChangedPath[] {
  return output
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const code = entry.slice(0, 2);
      const path = entry.slice(3);
      if (code === '??') return { path, how: 'untracked' };
      if (code === '!!') return { path, how: 'ignored' };
      return { path, how: code.includes('D') ? 'deleted' : 'changed' };
    });
}
