import { lstatSync, readlinkSync } from 'node:fs';
import { type ContentHashes, readHashes } from './content-hashes';

const OWNER_MAY_EXECUTE = 0o100;

/** What a file or a link is, without its name. A link is its target, and never followed. */
export function entryOf(path: string, hashes: ContentHashes): string {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return `${stats.mode & OWNER_MAY_EXECUTE ? 'executable' : 'file'} ${hashes.hashOf(path, stats)}`;
}

/**
 * What a file or a link is, as a source's `files` has it, with the whole content read.
 *
 * @example
 * fileEntry(`${__dirname}/run.sh`); // 'executable 9f86d081…'
 */
export function fileEntry(path: string): string {
  return entryOf(path, readHashes);
}
