import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, type Stats } from 'node:fs';

/** Where the hashes of files' contents come from. */
export interface ContentHashes {
  /** @param stats of the file, from before anything of it is read. */
  hashOf(path: string, stats: Stats): string;
}

const CHUNK = 1 << 20;

/** Every file is read. */
export const readHashes: ContentHashes = { hashOf: contentHash };

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
