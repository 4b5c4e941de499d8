import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, problem } from '../../core/findings';

/** A finding for each place where files cannot be written: a folder is where a file goes, or a file where a folder goes. */
export function blockedPaths(folder: string, paths: readonly string[]): readonly Finding[] {
  const all = paths.flatMap((path) => blockedBy(folder, path));
  return [...new Map(all.map((finding) => [finding.path, finding])).values()];
}

/** The part of a path that is there, and is not a folder. */
function blockedBy(folder: string, path: string): readonly Finding[] {
  const parts = path.split('/');
  for (let count = 1; count <= parts.length; count++) {
    const at = parts.slice(0, count).join('/');
    const found = statSync(join(folder, at), { throwIfNoEntry: false });
    const isLast = count === parts.length;
    if (found === undefined) return [];
    if (isLast ? found.isFile() : found.isDirectory()) continue;
    return [
      problem({
        rule: 'init/path',
        path: at,
        message: isLast ? 'must be a file, or must not exist yet' : 'must be a folder, or must not exist yet',
        advice: 'Move it away, or choose another folder or name.',
      }),
    ];
  }
  return [];
}
