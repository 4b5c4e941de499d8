import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { isInside } from './real-path';

/** A path that leads to no file that can be read as a whole. It looks like an error of Node's, whose message begins with the cause. */
export class NoTextFile extends Error {
  override readonly name = 'NoTextFile';
  readonly code = 'EINVAL';
  readonly syscall = 'read';
}

/** A gigabyte of text is more than V8 takes; nothing that people or commands write comes near this. */
const MOST = 64 * 2 ** 20;

/**
 * The text of a file that somebody else may have made: it does not wait at a named pipe, reads no device, and ends. A byte order mark,
 * which editors of Windows write, is no part of it.
 * @param most The largest size that is read, in bytes.
 * @throws NoTextFile if it is no regular file, or larger
 */
export function readTextFile(path: string, most = MOST): string {
  // To open a named pipe waits for somebody who writes, unless told otherwise.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new NoTextFile(kindOf(stats));
    // One byte more than may be there: a file may grow, and those of the kernel have no size.
    const bytes = Buffer.allocUnsafe(Math.min(stats.size, most) + 1);
    let end = 0;
    while (end < bytes.length) {
      const count = readSync(file, bytes, end, bytes.length - end, null);
      if (count === 0) return bytes.toString('utf8', 0, end).replace(/^\uFEFF/, '');
      end += count;
    }
    throw new NoTextFile(`a file of more than ${end - 1} bytes`);
  } finally {
    closeSync(file);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return 'a device';
}

/** The same of a file in a folder that somebody else may have made: links do not lead out of it. */
export function readTextInside(folder: string, path: string, most?: number): string {
  const [top, file] = [realpathSync(folder), realpathSync(join(folder, path))];
  if (!isInside(top, file)) throw new NoTextFile('a link that leads out of the folder');
  return readTextFile(file, most);
}
