import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, writeAtomically } from '../../core/files';
import { type ContentHashes, readHashes } from './content-hashes';

/**
 * The largest step of a file system's clock, in milliseconds. A file that was changed less than that before it was read may change
 * again without another time, so its hash is not remembered: git calls such a file racily clean.
 */
const CLOCK_STEP_MS = 2_000;

/** Contexts that nobody read for so long, in milliseconds, may be gone. */
const FORGOTTEN_MS = 30 * 24 * 3_600_000;

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

/** By path. */
type Remembered = ReadonlyMap<string, Known>;

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
  const [before, after] = [read(file, folder), new Map<string, Known>()];
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
  if (hashed > 0 || after.size < before.size) write(file, folder, after);
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

function read(file: string, folder: string): Remembered {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return text.slice(0, end) === sealOf(folder, body)
      ? new Map(JSON.parse(body) as [string, Known][])
      : new Map();
  } catch {
    return new Map();
  }
}

function write(file: string, folder: string, remembered: Remembered): void {
  const body = JSON.stringify([...remembered]);
  try {
    writeAtomically(file, `${sealOf(folder, body)}\n${body}`);
    for (const name of readdirSync(dirname(file))) {
      const other = join(dirname(file), name);
      if (statSync(other).mtimeMs < Date.now() - FORGOTTEN_MS) rmSync(other);
    }
  } catch {
    // All is read the next time.
  }
}

/** Only what was written here, for this folder, and is whole, has it. */
function sealOf(folder: string, body: string): string {
  return createHash('sha256').update(`${VERSION} ${folder}\n`).update(body).digest('hex');
}
