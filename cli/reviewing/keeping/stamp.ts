import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { isInside, realPathOf } from '../../../core/files';

/**
 * What tells a file from what it was before: any write changes its time of change, which no program can set. Its text is not
 * read: that is what makes a stamp cheap.
 */
export function stampOf(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'none';
  if (stats.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return `${stats.ino} ${stats.size} ${stats.mode} ${stats.mtimeMs} ${stats.ctimeMs}`;
}

interface FolderStamp {
  /** Names of folders that are passed over. */
  readonly without?: readonly string[];
  /** Names of files that are passed over. */
  readonly passOver?: RegExp;
}

/** A stamp of everything below some folders, and of what links in them lead to elsewhere. */
export function stampOfFolders(
  folders: readonly string[],
  { without = [], passOver = /^$/ }: FolderStamp = {},
): string {
  const hash = createHash('sha256');
  const left = [...folders];
  const seen: string[] = [];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const real = realPathOf(path);
    hash.update(`${path}\0${real ?? 'none'}\n`);
    if (real === undefined || seen.some((each) => isInside(each, real))) continue;
    if (statSync(real).isDirectory()) {
      seen.push(real);
      left.push(...stampBelow(real, hash, { without, passOver }));
    } else hash.update(stampOf(real));
  }
  return hash.digest('hex');
}

/** @returns the links in a folder */
function stampBelow(folder: string, hash: Hash, passed: Required<FolderStamp>): readonly string[] {
  const links: string[] = [];
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}${sep}${entry.name}`;
    if (entry.isDirectory()) {
      if (passed.without.includes(entry.name)) continue;
      hash.update(`${path}\n`);
      links.push(...stampBelow(path, hash, passed));
    } else if (!passed.passOver.test(entry.name)) {
      hash.update(`${path} ${stampOf(path)}\n`);
      if (entry.isSymbolicLink()) links.push(path);
    }
  }
  return links;
}
