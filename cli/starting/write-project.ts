import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { problem, refuseIfAny } from '../../core/findings';
import { blockedPaths } from './blocked-paths';
import { IGNORED } from './tool-files';

/** What was done with a file. A file that is there with other content is the team's own. */
export type WhatWasDone = 'written' | 'extended' | 'unchanged' | 'kept';

/**
 * Writes the files of a project that are not there yet, and adds to `package.json` and `.gitignore` what they lack. Nothing that
 * is there is changed.
 *
 * @returns what was done, by path
 * @throws InvalidInput if a folder is needed where a file is, or package.json is no JSON object: then nothing is written
 */
export function writeProject(
  folder: string,
  files: Readonly<Record<string, string>>,
  manifest: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, WhatWasDone> {
  const all = {
    'package.json': extendedManifest(folder, manifest),
    '.gitignore': extendedIgnores(folder),
    ...files,
  };
  refuseIfAny(blockedPaths(folder, Object.keys(all)), 'nothing was written');
  return new Map(
    Object.entries(all).map(([path, text]) => {
      const target = join(folder, path);
      const before = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
      if (before === text) return [path, 'unchanged'];
      const isOurs = path === 'package.json' || path === '.gitignore';
      if (before !== undefined && !isOurs) return [path, 'kept'];
      mkdirSync(dirname(target), { recursive: true });
      writeAtomically(target, text);
      return [path, before === undefined ? 'written' : 'extended'];
    }),
  );
}

/** What is there wins; what is missing is added, one level deep. */
function extendedManifest(folder: string, manifest: Readonly<Record<string, unknown>>): string {
  const path = join(folder, 'package.json');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  const own = objectIn(text);
  const merged = withDefaults(own, manifest);
  for (const [key, value] of Object.entries(manifest)) {
    const there = own[key];
    if (isObject(value) && isObject(there)) merged[key] = withDefaults(there, value);
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
        path: 'package.json',
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

function extendedIgnores(folder: string): string {
  const path = join(folder, '.gitignore');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text.split('\n').map((line) => line.trim());
  const missing = IGNORED.filter((pattern) => !lines.includes(pattern));
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return missing.length === 0 ? text : `${text}${end}${missing.join('\n')}\n`;
}
