import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../core/files';
import { type ContentHashes, readHashes } from './content-hashes';
import { recall, remember } from './remembered';

/**
 * The largest step of a file system's clock, in milliseconds. A file that was changed less than that before it was read may change
 * again without another time, so its hash is not remembered: git calls such a file racily clean.
 */
const CLOCK_STEP_MS = 2_000;

/** Raised when the meaning of what is written changes. */
const VERSION = '1';

/** A file as it was when its content had this hash. Its mode is hashed as well, and read every time. */
type Known = readonly [
  dev: number,
  ino: number,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  hash: string,
];

/**
 * Hashes a context as `work` asks for it, and reads again only files whose size, times, inode or device changed since the last time
 * on this machine. What is remembered may be lost, damaged or another folder's: then everything is read.
 *
 * Nobody can set the time of a file's last change (ctime), but the machine's clock may go back, and a file system may lie. So what
 * proves something, such as `slipway release`, reads every file.
 *
 * @param folder of the context, absolute.
 * @see https://git-scm.com/docs/racy-git
 */
export function withRememberedHashes<T>(folder: string, work: (hashes: ContentHashes) => T): T {
  const caches = cacheFolder(folder);
  if (caches === undefined) return work(readHashes);
  const file = join(caches, 'contexts', createHash('sha256').update(folder).digest('hex'));
  const key = `${VERSION} ${folder}`;
  const before = new Map(recall(file, key) as readonly [path: string, known: Known][] | undefined);
  const after = new Map<string, Known>();
  let hashed = 0;
  // Before anything is read.
  const now = clockOf(file);
  const result = work({
    hashOf(path, stats) {
      const known = before.get(path);
      if (known !== undefined && isUnchanged(known, stats)) {
        after.set(path, known);
        return known[5];
      }
      hashed += 1;
      const { dev, ino, size, mtimeMs, ctimeMs } = stats;
      const hash = readHashes.hashOf(path, stats);
      if (ctimeMs < now - CLOCK_STEP_MS) after.set(path, [dev, ino, size, mtimeMs, ctimeMs, hash]);
      return hash;
    },
  });
  if (hashed > 0 || after.size < before.size) remember(file, key, [...after]);
  return result;
}

function isUnchanged([dev, ino, size, mtimeMs, ctimeMs]: Known, stats: Stats): boolean {
  return (
    ctimeMs === stats.ctimeMs &&
    mtimeMs === stats.mtimeMs &&
    size === stats.size &&
    ino === stats.ino &&
    dev === stats.dev
  );
}

/** The time by the clock that gives files their times, which may be a server's. */
function clockOf(file: string): number {
  const probe = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(probe, '');
    const { ctimeMs } = statSync(probe);
    rmSync(probe);
    return ctimeMs;
  } catch {
    // Nothing can be written there, so nothing is remembered.
    return -Infinity;
  }
}
