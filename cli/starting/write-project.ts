import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { problem, refuseIfAny } from '../../core/findings';
import { textOfFile } from '../text-of-file';
import { blockedPaths } from './blocked-paths';
import { withoutPlaceholder } from './folder-before';

const MANIFEST = 'package.json';

/** What was done with a file. A file that is there with other content is the team's own. */
export type WhatWasDone = 'written' | 'extended' | 'unchanged' | 'kept';

/**
 * Writes the files of a project that are not there yet, and adds what they lack to `package.json` and to files of lines. Nothing
 * that is there is changed.
 *
 * @param ignores the lines that `.gitignore` and the like need, by path
 * @returns what was done, by path
 * @throws InvalidInput if a folder is needed where a file is, or package.json is no JSON object: then nothing is written
 */
export function writeProject(
  folder: string,
  files: Readonly<Record<string, string>>,
  manifest: Readonly<Record<string, unknown>>,
  ignores: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, WhatWasDone> {
  const ours = [MANIFEST, ...Object.keys(ignores)];
  // Before anything of it is read: a link may lead to what is not the project's.
  refuseIfAny(blockedPaths(folder, [...ours, ...Object.keys(files)], ours), 'nothing was written');
  const all = {
    [MANIFEST]: extendedManifest(folder, manifest),
    ...Object.fromEntries(
      Object.entries(ignores).map(([path, lines]) => [path, withLines(join(folder, path), lines)]),
    ),
    ...files,
  };
  return new Map(
    Object.entries(all).map(([path, text]) => {
      const target = join(folder, path);
      const before = existsSync(target) ? textOfFile(target) : undefined;
      if (before === text) return [path, 'unchanged'];
      if (before !== undefined && !ours.includes(path)) return [path, 'kept'];
      writeAtomically(target, text);
      return [path, before === undefined ? 'written' : 'extended'];
    }),
  );
}

/** What is there wins; what is missing is added, one level deep. */
function extendedManifest(folder: string, manifest: Readonly<Record<string, unknown>>): string {
  const path = join(folder, MANIFEST);
  const text = existsSync(path) ? textOfFile(path) : '{}';
  const own = objectIn(text);
  refuseIfAny(
    Object.keys(manifest)
      .filter((key) => isObject(manifest[key]) && own[key] !== undefined && !isObject(own[key]))
      .map((key) =>
        problem({
          rule: 'init/package',
          path: `package.json: ${key}`,
          message: 'must be an object, since what it lacks is added to it',
          advice: 'Repair it, or take it out.',
        }),
      ),
    'nothing was written',
  );
  const merged = withDefaults(own, manifest);
  for (const [key, value] of Object.entries(manifest)) {
    const there = own[key];
    if (isObject(value) && isObject(there))
      merged[key] = withDefaults(key === 'scripts' ? withoutPlaceholder(there) : there, value);
  }
  const isSame = JSON.stringify(merged) === JSON.stringify(own);
  return isSame ? text : `${JSON.stringify(merged, undefined, 2)}\n`;
}

/** What is there, and then what it lacks, so that nothing that is there changes its place. */
function withDefaults(
  own: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const missing = Object.entries(defaults).filter(([key]) => !Object.hasOwn(own, key));
  return { ...own, ...Object.fromEntries(missing) };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Said below, in words that name the file.
  }
  refuseIfAny(
    [
      problem({
        rule: 'init/package',
        path: MANIFEST,
        message: 'must be a JSON object, since what it lacks is added to it',
        advice: 'Repair the file, or move it away.',
      }),
    ],
    'nothing was written',
  );
  return {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withLines(path: string, needed: readonly string[]): string {
  const text = existsSync(path) ? textOfFile(path) : '';
  const lines = text.split('\n').map((line) => line.trim());
  const missing = needed.filter((line) => !lines.includes(line));
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return missing.length === 0 ? text : `${text}${end}${missing.join('\n')}\n`;
}
