import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { foldersAbove } from './folders-above';

/** What Node and a compiler look for in every folder above a file. */
const LOOKED_FOR = ['package.json', 'tsconfig.json', 'node_modules'];

interface Permissions {
  /** The project whose code runs. */
  readonly project: string;
  /** Further folders to read. */
  readonly read: readonly string[];
  /** The folder to write to. */
  readonly write: string;
}

/**
 * Options of Node under which code of a project reads that project, without what has a name that begins with a dot, its packages
 * and Slipway, and writes to one folder. It starts no program. It reads nothing of other processes.
 *
 * @see https://nodejs.org/api/permissions.html
 */
export function permissions({ project, read, write }: Permissions): readonly string[] {
  const slipway = dirname(require.resolve('slipway/package.json'));
  const shown = readdirSync(project).filter((name) => !name.startsWith('.'));
  const places = [
    ...shown.map((name) => join(project, name)),
    ...[...foldersAbove(project), ...foldersAbove(realpathSync(project)), ...foldersAbove(slipway)].flatMap(
      (folder) => LOOKED_FOR.map((name) => join(folder, name)),
    ),
    slipway,
    ...read,
    write,
  ];
  const real = places.filter((place) => existsSync(place)).map((place) => realpathSync(place));
  return [
    // Named otherwise before Node 22.13.
    process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission',
    // A compiler is one. No other is loaded: bin/judge-policies.js sees to that.
    '--allow-addons',
    ...outermost([...places, ...real]).map((place) => `--allow-fs-read=${place}`),
    `--allow-fs-write=${write}`,
  ];
}

/** Those that are in none of the others: once Node 20 is given a folder and a file in it, it denies that file. */
function outermost(places: readonly string[]): readonly string[] {
  return [...new Set(places)].filter((place) => !places.some((other) => place.startsWith(`${other}${sep}`)));
}
