import { join } from 'node:path';
import { withTemporaryFolder } from '../process';
import { git, type Repository } from './repository';

/** What a new clone on another machine has: the settings by which git converts files on this one are ignored. */
const NEUTRAL = ['core.autocrlf=false', 'core.eol=lf', 'core.fileMode=true', 'core.symlinks=true'].flatMap(
  (setting) => ['-c', setting],
);

/**
 * Files of a commit as a new clone has them, in a folder that exists while some work runs. The repository's own rules count
 * (.gitattributes, and filters such as Git LFS); settings of this machine do not.
 *
 * @param paths relative to the top of the working tree
 */
export async function withFreshFiles<T>(
  repository: Repository,
  commit: string,
  paths: readonly string[],
  work: (folder: string) => T,
): Promise<T> {
  return withTemporaryFolder('slipway-fresh-', async (folder) => {
    const index = { GIT_INDEX_FILE: join(folder, 'index') };
    const files = join(folder, 'files');
    await git(repository, ['read-tree', commit], index);
    const args = [...NEUTRAL, 'checkout-index', '--quiet', `--prefix=${files}/`, '-z', '--stdin'];
    await git(repository, args, index, paths.join('\0'));
    return work(files);
  });
}
