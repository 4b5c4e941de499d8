import { createHash } from 'node:crypto';
import { closeSync, openSync, readlinkSync, readSync, type Stats, statSync } from 'node:fs';

const CHUNK = 1 << 20;

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
  hash.update(`blob ${statSync(path).size}\0`);
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = openSync(path, 'r');
  try {
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk))
      hash.update(chunk.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
