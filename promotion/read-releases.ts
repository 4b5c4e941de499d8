import { type Dirent, lstatSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { entriesOf, foldersIn, readTextFile, readTextInside } from '../core/files';
import { type Finding, problem, unreadable } from '../core/findings';
import { parseRelease, type ParsedRelease } from './parse-release';
import { pathOf, type ReleaseFile, Releases, SIGNERS_FILE } from './releases';

/** Where releases were kept before each environment had a folder of its own: `releases/<environment>/<service>.json`. */
const FORMER_FOLDER = 'releases';

/**
 * Reads the releases of a project's environments: `<environment>/releases/<service>.json` in the folder of environments.
 * Nothing is thrown for an invalid file: it becomes findings, so that one report lists them beside the project's other
 * problems. A folder that does not exist means that nothing was ever released. Names that begin with a dot are passed over.
 *
 * @param directory the folder of environments
 * @example
 * readReleases(join(__dirname, 'environments'));
 */
export function readReleases(directory: string): Releases {
  const folder = basename(resolve(directory));
  try {
    return readAll(directory, folder);
  } catch (error) {
    return new Releases(folder, [], [unreadable(error, folder)]);
  }
}

function readAll(directory: string, folder: string): Releases {
  const read = foldersIn(directory).map((environment) => readEnvironment(directory, folder, environment));
  const signers = readSigners(directory, `${folder}/${SIGNERS_FILE}`);
  return new Releases(
    folder,
    read.flatMap(({ files }) => files),
    [...formerLayout(directory), ...read.flatMap(({ findings }) => findings), ...signers.findings],
    signers.text,
  );
}

/** Thousands of keys. */
const MOST_SIGNERS_BYTES = 2 ** 20;

function readSigners(
  directory: string,
  path: string,
): { readonly text?: string; readonly findings: readonly Finding[] } {
  try {
    // A link that leads nowhere is there, too.
    if (lstatSync(join(directory, SIGNERS_FILE), { throwIfNoEntry: false }) === undefined)
      return { findings: [] };
    return { text: readTextInside(directory, SIGNERS_FILE, MOST_SIGNERS_BYTES), findings: [] };
  } catch (error) {
    return { findings: [unreadable(error, path)] };
  }
}

/** Ten thousand images of a service, with what happened to each. */
const MOST_BYTES = 16 * 2 ** 20;

interface Read {
  readonly files: readonly ReleaseFile[];
  readonly findings: readonly Finding[];
}

function readEnvironment(directory: string, folder: string, environment: string): Read {
  const from = join(directory, environment, 'releases');
  let entries: readonly Dirent[];
  try {
    entries = entriesOf(from);
  } catch (error) {
    return { files: [], findings: [unreadable(error, `${folder}/${environment}/releases`)] };
  }
  const strays = entries.filter((entry) => !isJson(entry));
  const read = entries.filter(isJson).map(({ name }) => {
    const service = name.replace(/\.json$/, '');
    const path = pathOf(folder, environment, service);
    return { path, service, ...readRelease(directory, join(environment, 'releases', name), path) };
  });
  return {
    files: read.map(({ path, service, release }): ReleaseFile => ({ path, environment, service, release })),
    findings: [
      ...strays.map(({ name }) => stray(`${folder}/${environment}/releases/${name}`)),
      ...read.flatMap(({ findings }) => findings),
    ],
  };
}

function readRelease(directory: string, file: string, path: string): ParsedRelease {
  let text: string;
  try {
    text = readTextInside(directory, file, MOST_BYTES);
  } catch (error) {
    return { findings: [unreadable(error, path)] };
  }
  return parseRelease(text, path);
}

/** An error for each folder of releases that stands where it stood in the former layout: read as nothing, it would be lost. */
function formerLayout(directory: string): readonly Finding[] {
  const former = join(dirname(resolve(directory)), FORMER_FOLDER);
  return foldersIn(former)
    .filter((environment) =>
      entriesOf(join(former, environment)).some(
        (entry) => entry.isFile() && isJson(entry) && isRelease(join(former, environment, entry.name)),
      ),
    )
    .map((environment) =>
      problem({
        rule: 'release/former-layout',
        path: `${FORMER_FOLDER}/${environment}`,
        message: `must be environments/${environment}/releases: each environment has a folder of its own`,
        advice: `Run \`git mv ${FORMER_FOLDER}/${environment} environments/${environment}/releases\`, and give readReleases the folder \`environments\`.`,
      }),
    );
}

/** Whether a file is a release by its keys; a broken one, or another file, is not what the layout is judged by. */
function isRelease(path: string): boolean {
  const text = readTextFile(path, MOST_BYTES);
  return ['"records"', '"history"', '"selected"'].every((key) => text.includes(key));
}

function isJson(entry: Dirent): boolean {
  return entry.name.endsWith('.json');
}

function stray(path: string): Finding {
  return {
    rule: 'release/stray-file',
    severity: 'warning',
    path,
    message: 'must be named <service>.json to be read',
    advice: 'Give it the name of a service, or move it out of this folder.',
  };
}
