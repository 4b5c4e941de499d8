import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';

const CHUNK = 1 << 20;
const OWNER_MAY_EXECUTE = 0o100;

/** What a file or a link is, without its name. A link is its target, and never followed. */
export function entryOf(path: string): string {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return `${stats.mode & OWNER_MAY_EXECUTE ? 'executable' : 'file'} ${contentHash(path)}`;
}

/** Read piece by piece: a context may hold files larger than the memory at hand. */
function contentHash(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = openSync(path, 'r');
  try {
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
