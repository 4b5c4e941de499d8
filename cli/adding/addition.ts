import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { problem, refuseIfAny } from '../../core/findings';
import { blockedPaths, isSymbolicLink } from '../starting';
import { textOfFile } from '../text-of-file';

/** What `slipway add` does to a project. Paths are relative to the project's folder. */
export interface Addition {
  /** New files, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the project in which something is registered, by path, with their new text. */
  readonly changed: Readonly<Record<string, string>>;
  /** What is to be written by hand, since no place for it was found. */
  readonly byHand: readonly ByHand[];
  /** What a person should know. @default nothing */
  readonly notes?: readonly string[];
}

/** Lines that belong into a file. */
export interface ByHand {
  readonly file: string;
  /** Where in the file: `the list of services`. */
  readonly where: string;
  readonly lines: readonly string[];
}

/** What was done with a file. */
export type Done = 'written' | 'changed' | 'unchanged';

/**
 * Writes all of an addition, or nothing: the new files first, so that nothing names a file that is not there. If a write fails,
 * what was written is removed.
 *
 * @returns what was done, by path
 * @throws InvalidInput if a new file is there with another text
 */
export function writeAddition(folder: string, { files, changed }: Addition): ReadonlyMap<string, Done> {
  const links = Object.keys(changed).filter((path) => isSymbolicLink(join(folder, path)));
  refuseIfAny(blockedPaths(folder, [...Object.keys(files), ...links], links), 'nothing was written');
  const before = new Map<string, string | undefined>();
  for (const path of [...Object.keys(files), ...Object.keys(changed)])
    before.set(path, existsSync(join(folder, path)) ? textOfFile(join(folder, path)) : undefined);
  refuseIfAny(
    Object.entries(files)
      .filter(([path, text]) => before.get(path) !== undefined && before.get(path) !== text)
      .map(([path]) =>
        problem({
          rule: 'add/exists',
          path,
          message: 'must not exist yet, or be as it would be written',
          value: 'another file',
          advice: 'Choose another name, or move the file away.',
        }),
      ),
    'nothing was written',
  );
  const written: string[] = [];
  try {
    return new Map(
      [...Object.entries(files), ...Object.entries(changed)].map(([path, text]) => {
        if (before.get(path) === text) return [path, 'unchanged'];
        writeAtomically(join(folder, path), text);
        written.push(path);
        return [path, before.get(path) === undefined ? 'written' : 'changed'];
      }),
    );
  } catch (error) {
    for (const path of written.reverse()) takeBack(folder, path, before.get(path));
    throw error;
  }
}

function takeBack(folder: string, path: string, text: string | undefined): void {
  if (text !== undefined) {
    writeAtomically(join(folder, path), text);
    return;
  }
  rmSync(join(folder, path), { force: true });
  try {
    for (let above = dirname(path); above !== '.'; above = dirname(above)) rmdirSync(join(folder, above));
  } catch {
    // Something else is in that folder.
  }
}
