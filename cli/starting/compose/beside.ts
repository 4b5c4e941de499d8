import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInside, readTextFile, realPathOf } from '../../../core/files';

/** What is at a path that a Compose file names. */
export type Beside =
  /** A text that belongs to the application: it is in the folder of the Compose file. */
  | { readonly kind: 'text'; readonly text: string; readonly isProgram: boolean }
  /** What a machine has of its own, or nothing yet: what is written there is data. */
  | { readonly kind: 'data' }
  | { readonly kind: 'other' };

/** What is longer is no configuration that people read in a source. */
const MOST = 64 * 2 ** 10;
/** Folders in which a machine keeps what is its own, and no data. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib\w*|proc|run|sbin|sys|usr|var\/(?:lib\/docker|log|run)|tmp)?(?:\/|$)/;

/** Reads what a Compose file in this folder names. Links are not followed out of it. */
export function besideIn(folder: string): (path: string) => Beside {
  return (path) => {
    if (path.startsWith('~')) return { kind: 'data' };
    const [top, at] = [realPathOf(folder), resolve(folder, path)];
    const real = realPathOf(at);
    if (top === undefined || !isInside(resolve(folder), at))
      return { kind: SYSTEM.test(at) ? 'other' : 'data' };
    if (real === undefined) return { kind: 'data' };
    return isInside(top, real) ? inside(real) : { kind: 'other' };
  };
}

function inside(path: string): Beside {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { kind: readdirSync(path).length === 0 ? 'data' : 'other' };
    const text = readTextFile(path, MOST);
    if (/[\0\uFFFD]/.test(text)) return { kind: 'other' };
    return { kind: 'text', text, isProgram: (stats.mode & 0o111) !== 0 };
  } catch {
    return { kind: 'other' };
  }
}
