import { lstatSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { entriesOf, foldersIn, readTextFile, readTextInside } from '../../core/files';
import { type Finding, problem, unreadable } from '../../core/findings';
import { parsePlacement } from './parse-placement';
import { pathOf, type PlacementFile, Placements } from './placements';

/** Where placements were kept before each environment had a folder of its own: `placements/<environment>.json`. */
const FORMER_FOLDER = 'placements';

/**
 * Reads the placements of a project's environments: `<environment>/placement.json` in the folder of environments. Nothing is
 * thrown for an invalid file: it becomes findings, so that one report lists them beside the project's other problems. A
 * folder that does not exist means that nothing was ever placed.
 *
 * @param directory the folder of environments
 * @example
 * readPlacements(join(__dirname, 'environments'));
 */
export function readPlacements(directory: string): Placements {
  const folder = basename(resolve(directory));
  try {
    return readAll(directory, folder);
  } catch (error) {
    return new Placements(folder, [], [unreadable(error, folder)]);
  }
}

function readAll(directory: string, folder: string): Placements {
  const read = foldersIn(directory).flatMap((environment) => readFile(directory, folder, environment));
  return new Placements(
    folder,
    read.map(({ file }) => file),
    [...formerLayout(directory), ...read.flatMap(({ findings }) => findings)],
  );
}

/** A hundred thousand slots. */
const MOST_BYTES = 16 * 2 ** 20;

interface Read {
  readonly file: PlacementFile;
  readonly findings: readonly Finding[];
}

function readFile(directory: string, folder: string, environment: string): readonly Read[] {
  const file = join(environment, 'placement.json');
  if (lstatSync(join(directory, file), { throwIfNoEntry: false }) === undefined) return [];
  const path = pathOf(folder, environment);
  let text: string;
  try {
    text = readTextInside(directory, file, MOST_BYTES);
  } catch (error) {
    return [{ file: { path, environment }, findings: [unreadable(error, path)] }];
  }
  const { placement, findings } = parsePlacement(text, path);
  return [{ file: { path, environment, placement }, findings }];
}

/** An error for each placement that stands where it stood in the former layout: read as nothing, it would be lost. */
function formerLayout(directory: string): readonly Finding[] {
  const former = join(dirname(resolve(directory)), FORMER_FOLDER);
  return entriesOf(former)
    .filter((entry) => entry.isFile() && isPlacement(join(former, entry.name)))
    .map(({ name }) => {
      const path = `${FORMER_FOLDER}/${name}`;
      const target = `environments/${name.replace(/\.json$/, '')}/placement.json`;
      return problem({
        rule: 'placement/former-layout',
        path,
        message: `must be ${target}: each environment has a folder of its own`,
        advice: `Run \`git mv ${path} ${target}\`, and give readPlacements the folder \`environments\`.`,
      });
    });
}

/** Whether a file is a placement by its keys; another file is not what the layout is judged by. */
function isPlacement(path: string): boolean {
  if (!path.endsWith('.json')) return false;
  const text = readTextFile(path, MOST_BYTES);
  return ['"slots"', '"removed"'].every((key) => text.includes(key));
}
