import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { RECORD_FILE } from '../../core/record';
import { tell } from '../terminal';
import { NOT_READ } from './not-read';

/** Hidden files, tests, policies and texts: a synth could read them, and rarely does. */
const RARELY_READ = /^\.|^(?:__tests__|policies)$|\.test\.\w+$|\.md$/;
const FOLDERS: ReadonlySet<string> = new Set(NOT_READ.folders);
/** In a larger project the rest is not looked at: this only saves a person from a wrong conclusion. */
const MOST_ENTRIES = 20_000;

/**
 * Says on standard error that a file of the project is newer than its last synth, which a command is about to read.
 * @param output the folder of the synth; nothing is known of one outside of the project
 */
export function tellIfOutdated(output: string, project: string): void {
  const made = statSync(join(output, RECORD_FILE), { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined || dirname(resolve(output)) !== resolve(project)) return;
  const newer = newerFile(project, resolve(output), made);
  if (newer !== undefined)
    tell(`${relative(project, newer)} is newer than ${output}: to see what it changes, synthesise again.`);
}

function newerFile(project: string, output: string, than: number): string | undefined {
  const folders = [project];
  let left = MOST_ENTRIES;
  for (let folder = folders.pop(); folder !== undefined && left > 0; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      left -= 1;
      if (RARELY_READ.test(entry.name) || path === output) continue;
      if (entry.isDirectory()) {
        if (!FOLDERS.has(entry.name)) folders.push(path);
      } else if (entry.isFile() && !NOT_READ.files.test(entry.name) && statSync(path).mtimeMs > than)
        return path;
    }
  }
  return undefined;
}
