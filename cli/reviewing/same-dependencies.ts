import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Repository, tryGit } from '../../operations/git';

const LOCK = 'package-lock.json';

/**
 * Whether the dependencies that are installed in a folder are also those of a commit: their lock files are the same, or neither
 * has one.
 * @param here the real path of a folder in the repository
 */
export async function hasSameDependencies(
  repository: Repository,
  commit: string,
  here: string,
): Promise<boolean> {
  if (!existsSync(join(here, 'node_modules'))) return false;
  const path = relative(repository.top, join(here, LOCK)).split(sep).join('/');
  const ids = await Promise.all(
    [
      // As git would commit it: a checkout may have other line ends.
      ['hash-object', `--path=${path}`, '--', path],
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${path}`],
    ].map(async (args) => {
      const { code, stdout } = await tryGit(repository, args);
      return code === 0 ? stdout.trim() : undefined;
    }),
  );
  return ids[0] === ids[1];
}
