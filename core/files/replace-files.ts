import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { draftFolder, removeIfEmpty, withLockSync } from './lock';
import { makeFolder } from './make-folder';

/** What is to be in a folder. Paths are relative to it. */
interface Replacement {
  /** Taken while files are moved. A process that reads may look for it. */
  readonly lock: string;
  /**
   * The file that says that the others belong together. It is the first to go and the last to come, so a reader that finds the
   * same one before and after it read the others has read one piece.
   */
  readonly marker: string;
  /** Writes the new files into an empty folder. */
  readonly write: (draft: string) => void;
  /** What goes away, with the folders that this empties, as of the moment before the new files come. */
  readonly obsolete: () => readonly string[];
}

/**
 * Replaces files of a folder: all of them or none. They are first written beside their places, where a full disk or a name that
 * is too long does no harm, and then moved. What else lies in the folder stays.
 *
 * Killed while it moves, it leaves the folder without its marker.
 *
 * @throws Locked if another process moves files for too long, and what the file system says; the folder is as it was then.
 */
export function replaceFiles(folder: string, replacement: Replacement): void {
  const lock = join(folder, replacement.lock);
  const draft = draftFolder(lock);
  const [fresh, old] = [join(draft, 'new'), join(draft, 'old')];
  try {
    mkdirSync(fresh);
    replacement.write(fresh);
    withLockSync(lock, () => {
      move(fresh, folder, old, replacement);
    });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function move(fresh: string, folder: string, old: string, { marker, obsolete }: Replacement): void {
  const undo: (() => void)[] = [];
  const rename = (from: string, to: string): void => {
    makeFolder(dirname(to));
    renameSync(from, to);
    undo.unshift(() => {
      renameSync(to, from);
    });
  };
  const putAway = (path: string): void => {
    if (existsSync(join(folder, path))) rename(join(folder, path), join(old, path));
  };
  const putInPlace = (path: string): void => {
    // A folder at this place is not ours: it makes the renaming fail.
    if (!isFolder(join(folder, path))) putAway(path);
    rename(join(fresh, path), join(folder, path));
  };
  try {
    putAway(marker);
    const gone = obsolete();
    gone.forEach(putAway);
    const files = filesBelow(fresh);
    for (const path of files) if (path !== marker) putInPlace(path);
    if (files.includes(marker)) putInPlace(marker);
    for (const path of gone) removeIfEmpty(dirname(join(folder, path)));
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** All that is no folder, links included. */
function filesBelow(root: string, below = ''): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
