import { git, type Repository } from './repository';

/** A path in which the working tree is not what is committed. */
export interface ChangedPath {
  /** From the top of the working tree, with `/`. */
  readonly path: string;
  /** `ignored` and `untracked`: no commit holds it. */
  readonly how: 'changed' | 'deleted' | 'untracked' | 'ignored';
}

/**
 * Where the working tree differs from the commit that is checked out, below the paths given (all, where none is).
 * @param options.ignored also name what git ignores
 */
export async function changedPaths(
  repository: Repository,
  paths: readonly string[],
  { ignored = false }: { readonly ignored?: boolean } = {},
): Promise<readonly ChangedPath[]> {
  const args = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all'];
  return parseStatus(await git(repository, [...args, ...(ignored ? ['--ignored'] : []), '--', ...paths]));
}

/** Reads `git status --porcelain=v1 -z --no-renames`. */
export function parseStatus(output: string): readonly ChangedPath[] {
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
