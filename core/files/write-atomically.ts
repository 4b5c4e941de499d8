import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './make-folder';
import { unwritable } from './unwritable';

/**
 * Writes a file so that a reader, or a crash in between, sees the old content or the new, never a part. What a crash leaves is
 * a hidden file beside it, which readers of a folder pass over.
 *
 * @throws Unwritable where the file system refuses it
 */
export function writeAtomically(path: string, content: string): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    makeFolder(dirname(path));
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    throw unwritable(error, path);
  }
}
