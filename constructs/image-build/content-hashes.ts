import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { hashFile } from '../../core/files';

/** Where the hashes of files' contents come from. */
export interface ContentHashes {
  /** @param stats of the file, from before anything of it is read. */
  hashOf(path: string, stats: Stats): string;
}

/** Every file is read. */
export const readHashes: ContentHashes = { hashOf: (path) => hashFile(path, createHash('sha256')) };
