import { createHash } from 'node:crypto';
import { readlinkSync, type Stats, statSync } from 'node:fs';
import { hashFile } from '../../core/files';

/**
 * The id that git gives to a file's bytes as they are, or to where a link leads: no line ending is converted, and nothing filtered.
 *
 * @param like any id of the repository: its length says which hash the repository uses
 */
export function blobIdOf(path: string, stats: Stats, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  if (stats.isSymbolicLink()) {
    const target = readlinkSync(path, { encoding: 'buffer' });
    return hash.update(`blob ${target.length}\0`).update(target).digest('hex');
  }
  return hashFile(path, hash.update(`blob ${statSync(path).size}\0`));
}
