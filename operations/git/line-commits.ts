import { relative, sep } from 'node:path';
import { type Repository, tryGit } from './repository';

/** The commit that a line comes from, or why that is not known. */
type LineCommit =
  | { readonly id: string; readonly unknown?: undefined }
  | { readonly id?: undefined; readonly unknown: 'not committed' | 'older than this shallow clone' };

/**
 * Line number → the commit that it comes from, for a file of the working tree. Empty where git does not know the file.
 *
 * @param path absolute, or relative to the top of the working tree
 */
export async function lineCommits(
  repository: Repository,
  path: string,
): Promise<ReadonlyMap<number, LineCommit>> {
  const inside = path.startsWith(sep) ? relative(repository.top, path) : path;
  const { code, stdout } = await tryGit(repository, [
    ...['blame', '--line-porcelain', '-w'],
    // The first commit of a whole repository wrote its lines; that of a shallow clone may have found them there.
    ...(repository.isShallow ? [] : ['--root']),
    ...['--', inside],
  ]);
  return code === 0 ? parseBlame(stdout) : new Map();
}

/** Parses the output of `git blame --line-porcelain`. */
function parseBlame(output: string): ReadonlyMap<number, LineCommit> {
  const found = new Map<number, LineCommit>();
  let [number, id] = [0, ''];
  let isBoundary = false;
  for (const line of output.split('\n')) {
    const header = /^([0-9a-f]{40}|[0-9a-f]{64}) \d+ (\d+)/.exec(line);
    if (header !== null) {
      [id, number, isBoundary] = [header[1] ?? '', Number(header[2]), false];
    } else if (line === 'boundary') {
      isBoundary = true;
    } else if (line.startsWith('\t')) {
      found.set(
        number,
        /^0+$/.test(id)
          ? { unknown: 'not committed' }
          : isBoundary
            ? { unknown: 'older than this shallow clone' }
            : { id },
      );
    }
  }
  return found;
}
