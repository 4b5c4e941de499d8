import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Finding } from '../../findings';
import { compareText } from '../slot-id';
import { parsePlacement } from './parse-placement';
import { pathOf, type PlacementFile, Placements } from './placements';

/**
 * Reads a project's folder of placements: `<environment>.json` in it. Nothing is thrown for an invalid file: it becomes
 * findings, so that one report lists them beside the project's other problems. A folder that does not exist means that
 * nothing was ever placed. Names that begin with a dot are passed over.
 */
export function readPlacements(directory: string): Placements {
  const folder = basename(resolve(directory));
  const read = entriesOf(directory).map((entry) => readEntry(directory, folder, entry));
  return new Placements(
    folder,
    read.flatMap(({ file }) => file ?? []),
    read.flatMap(({ findings }) => findings),
  );
}

interface Read {
  readonly file?: PlacementFile;
  readonly findings: readonly Finding[];
}

function readEntry(directory: string, folder: string, entry: Dirent): Read {
  if (!(entry.isFile() && entry.name.endsWith('.json')))
    return { findings: [stray(`${folder}/${entry.name}`)] };
  const environment = entry.name.replace(/\.json$/, '');
  const path = pathOf(folder, environment);
  const { placement, findings } = parsePlacement(readFileSync(join(directory, entry.name), 'utf8'), path);
  return { file: { path, environment, placement }, findings };
}

/** What is in a directory, in an order that no file system decides. */
function entriesOf(directory: string): readonly Dirent[] {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => compareText(a.name, b.name));
}

function stray(path: string): Finding {
  return {
    rule: 'placement/stray-file',
    severity: 'warning',
    path,
    message: 'must be named <environment>.json to be read',
    advice: 'Give it the name of an environment, or move it out of this folder.',
  };
}
