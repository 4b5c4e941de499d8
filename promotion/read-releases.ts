import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Finding } from '../findings';
import { parseRelease, type ParsedRelease } from './parse-release';
import { pathOf, type ReleaseFile, Releases } from './releases';

/**
 * Reads a project's folder of releases: `<environment>/<service>.json` in it. Nothing is thrown for an invalid file: it
 * becomes findings, so that one report lists them beside the project's other problems. A folder that does not exist
 * means that nothing was ever released. Names that begin with a dot are passed over.
 */
export function readReleases(directory: string): Releases {
  const folder = basename(resolve(directory));
  const [environments, strayFiles] = split(entriesOf(directory), (entry) => entry.isDirectory());
  const read = environments.map((environment) => readEnvironment(directory, folder, environment.name));
  return new Releases(
    folder,
    read.flatMap(({ files }) => files),
    [
      ...strayFiles.map(({ name }) => stray(`${folder}/${name}`)),
      ...read.flatMap(({ findings }) => findings),
    ],
  );
}

function readEnvironment(directory: string, folder: string, environment: string) {
  const isRelease = (entry: Dirent) => entry.isFile() && entry.name.endsWith('.json');
  const [releases, strays] = split(entriesOf(join(directory, environment)), isRelease);
  const read = releases.map(({ name }): ReleaseFile & ParsedRelease => {
    const service = name.replace(/\.json$/, '');
    const path = pathOf(folder, environment, service);
    const parsed = parseRelease(readFileSync(join(directory, environment, name), 'utf8'), path);
    return { path, environment, service, ...parsed };
  });
  return {
    files: read.map(({ path, service, release }): ReleaseFile => ({ path, environment, service, release })),
    findings: [
      ...strays.map(({ name }) => stray(`${folder}/${environment}/${name}`)),
      ...read.flatMap(({ findings }) => findings),
    ],
  };
}

/** What is in a directory, in an order that no file system decides. */
function entriesOf(directory: string): readonly Dirent[] {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function split<T>(items: readonly T[], belongs: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

function stray(path: string): Finding {
  return {
    rule: 'release/stray-file',
    severity: 'warning',
    path,
    message: 'must be named <environment>/<service>.json to be read',
    advice: 'Give it the place and the name of a release, or move it out of this folder.',
  };
}
