import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { readTextFile, writeAtomically } from '../../../core/files';

/** Beyond this many, the oldest are removed. */
const MOST_SYNTHS = 10;
/** What one synth may have: a larger one is not kept. */
const MOST_BYTES = 32 * 2 ** 20;
/** Base64 takes four characters for three bytes. */
const MOST_TEXT = 2 * MOST_BYTES;
/** A draft this old was left by a process that was killed. */
const ABANDONED_MS = 3_600_000;

/** What is kept under a key. */
interface Kept {
  readonly key: string;
  /** Path → its bytes in Base64. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Synths that were made before, each in a file that is named after the key of all that decided it. A file begins with the hash of
 * the rest, so one that is damaged, cut off, of another key or of another user is not used. Where nothing can be read or written,
 * nothing is kept.
 */
export class KeptSynths {
  constructor(private readonly folder: string) {}

  /** Writes the files of a synth into a folder. @returns whether it was kept */
  restore(key: string, into: string): boolean {
    const kept = this.read(key);
    if (kept === undefined) return false;
    for (const [path, bytes] of Object.entries(kept.files)) {
      mkdirSync(dirname(join(into, path)), { recursive: true });
      writeFileSync(join(into, path), Buffer.from(bytes, 'base64'));
    }
    return true;
  }

  /** Keeps files of a folder: all in those of its folders that are named. */
  keep(key: string, from: string, folders: readonly string[]): void {
    try {
      const files: Record<string, string> = {};
      let size = 0;
      for (const path of folders.flatMap((folder) => filesBelow(from, folder))) {
        const stats = lstatSync(join(from, path));
        size += stats.size;
        // What a link leads to is not kept.
        if (!stats.isFile() || size > MOST_BYTES) return;
        files[path] = readFileSync(join(from, path)).toString('base64');
      }
      const text = JSON.stringify({ key, files } satisfies Kept);
      writeAtomically(this.pathOf(key), `${hashOf(text)}\n${text}`);
      this.removeOldest();
    } catch {
      // Then it is synthesised again the next time.
    }
  }

  private read(key: string): Kept | undefined {
    const path = this.pathOf(key);
    try {
      if (lstatSync(path).uid !== process.getuid?.()) return undefined;
      const [hash, text = ''] = readTextFile(path, MOST_TEXT).split('\n', 2);
      if (hash !== hashOf(text)) return undefined;
      const kept = JSON.parse(text) as Kept;
      if (kept.key !== key || !Object.keys(kept.files).every(isInside)) return undefined;
      markAsUsed(path);
      return kept;
    } catch {
      return undefined;
    }
  }

  private removeOldest(): void {
    const now = Date.now();
    const found = readdirSync(this.folder)
      .map((name) => ({ name, at: lstatSync(join(this.folder, name)).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    const [drafts, synths] = [true, false].map((isDraft) =>
      found.filter(({ name }) => name.startsWith('.') === isDraft),
    );
    const old = [
      ...(drafts ?? []).filter(({ at }) => now - at > ABANDONED_MS),
      ...(synths ?? []).slice(MOST_SYNTHS),
    ];
    for (const { name } of old) rmSync(join(this.folder, name), { force: true });
  }

  private pathOf(key: string): string {
    return join(this.folder, `${key}.synth`);
  }
}

function isInside(path: string): boolean {
  return !isAbsolute(path) && !normalize(path).startsWith('..');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function markAsUsed(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // It may be read-only: then its age counts from when it was written.
  }
}

/** Everything that is not a folder, links included. */
function filesBelow(root: string, below: string): readonly string[] {
  const stats = lstatSync(join(root, below), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [below];
  return readdirSync(join(root, below)).flatMap((name) => filesBelow(root, join(below, name)));
}
