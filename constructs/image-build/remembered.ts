import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../core/files';

/** What nobody wrote for so long, in milliseconds, may be gone. */
const FORGOTTEN_MS = 30 * 24 * 3_600_000;

/** What was remembered in a file under a key; undefined if the file is missing, damaged or of another key. */
export function recall(file: string, key: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return text.slice(0, end) === sealOf(key, body) ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a value in a file, if that can be written, and forgets what is old beside it. */
export function remember(file: string, key: string, value: unknown): void {
  const body = JSON.stringify(value);
  try {
    writeAtomically(file, `${sealOf(key, body)}\n${body}`);
    for (const name of readdirSync(dirname(file))) {
      const other = join(dirname(file), name);
      if (statSync(other).mtimeMs < Date.now() - FORGOTTEN_MS) rmSync(other);
    }
  } catch {
    // It is found out again the next time.
  }
}

/** Only what was written here, under this key, and is whole, begins with it. */
function sealOf(key: string, body: string): string {
  return createHash('sha256').update(`${key}\n`).update(body).digest('hex');
}
