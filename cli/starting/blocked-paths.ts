import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isInside } from '../../core/files';
import { type Finding, problem } from '../../core/findings';

/**
 * A finding for each place where files cannot be written: a folder is where a file goes, a file where a folder goes, or a link that
 * leads out of the folder or would be replaced.
 * @param replaced those of the paths that are written although they are there
 */
export function blockedPaths(
  folder: string,
  paths: readonly string[],
  replaced: readonly string[] = [],
): readonly Finding[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    return [blocked(folder, 'must be a folder, or must not exist yet')];
  const all = paths.flatMap((path) => blockedBy(folder, path, replaced.includes(path)));
  return [...new Map(all.map((finding) => [finding.path, finding])).values()];
}

/** The part of a path that is there, and is in the way. */
function blockedBy(folder: string, path: string, isReplaced: boolean): readonly Finding[] {
  const parts = path.split('/');
  for (let count = 1; count <= parts.length; count++) {
    const at = parts.slice(0, count).join('/');
    const place = join(folder, at);
    const isLast = count === parts.length;
    const isLink = isSymbolicLink(place);
    const found = statSync(place, { throwIfNoEntry: false });
    if (isLink && (found === undefined || (isLast && isReplaced)))
      return [blocked(at, 'must not be a link, which would be replaced')];
    if (found === undefined) return [];
    if (!(isLast ? found.isFile() : found.isDirectory()))
      return [
        blocked(
          at,
          isLast ? 'must be a file, or must not exist yet' : 'must be a folder, or must not exist yet',
        ),
      ];
    if (isLink && !isLast && !isInside(realpathSync(folder), realpathSync(place)))
      return [blocked(at, 'must not be a link that leads out of the project')];
  }
  return [];
}

export function isSymbolicLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function blocked(path: string, message: string): Finding {
  return problem({
    rule: 'init/path',
    path,
    message,
    advice: 'Move it away, or choose another folder or name.',
  });
}
