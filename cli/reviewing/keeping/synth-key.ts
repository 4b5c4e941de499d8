import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, relative, sep } from 'node:path';
import { readTextFile } from '../../../core/files';
import { SYNTH_FOLDER } from '../../../core/record';
import { changedPaths, git, headCommit, type Repository, tryGit } from '../../../operations/git';
import { foldersAbove } from '../folders-above';
import { untrustedEnvironment } from '../run-untrusted';
import { hasSameDependencies } from '../same-dependencies';
import { stampOf, stampOfFolders } from './stamp';

/** Raised when what is kept changes, or how. */
const VERSION = 1;

/** Declarations, source maps and texts: no synth runs them. */
const NOT_RUN = /\.(d\.[cm]?ts|map|md)$/;

/** A project whose synths get keys. */
export interface KeyedProject {
  readonly repository: Repository;
  /** The folder of the project. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  /** {@link stampOfPackages} of the project. */
  readonly packages: string;
}

/**
 * A key of everything that decides what a commit synthesises: the commit, how git writes its files here, the installed packages,
 * with Slipway among them, Node, and the environment that the synth gets.
 */
export async function keyOfCommit(keyed: KeyedProject, commit: string): Promise<string> {
  return keyOf(keyed, commit, []);
}

/**
 * The same of the working tree: also everything in it that its commit does not have, ignored files included, since a build
 * context takes them. Of a working tree that equals its commit, it is the key of that commit.
 * @returns undefined where git cannot tell what differs
 */
export async function keyOfWorkingTree(keyed: KeyedProject): Promise<string | undefined> {
  const { repository, project } = keyed;
  if (await hidesChanges(repository)) return undefined;
  const here = relative(repository.top, realpathSync(project)).split(sep).join('/');
  const passedOver = ['node_modules', SYNTH_FOLDER].map((name) => (here === '' ? name : `${here}/${name}`));
  const changes = (await changedPaths(repository, [], { ignored: 'folders' }))
    .map(({ path }) => path.replace(/\/$/, ''))
    .filter((path) => !passedOver.some((each) => path === each || path.startsWith(`${each}/`)))
    .sort();
  const stamps = changes.map((path) => {
    const full = join(repository.top, path);
    return [path, stampOf(full), stampOfFolders([full])] as const;
  });
  return keyOf(keyed, await headCommit(repository), stamps);
}

async function keyOf(
  { repository, project, env, packages }: KeyedProject,
  commit: string,
  changes: readonly (readonly string[])[],
): Promise<string> {
  const here = realpathSync(project);
  const decisive = [
    VERSION,
    commit,
    relative(repository.top, here),
    changes,
    await checkoutSettings(repository),
    (await hasSameDependencies(repository, commit, here)) ? packages : 'installed for it alone',
    [process.version, process.platform, process.arch],
    environmentOf(env),
  ];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}

/** What a synth gets of an environment. npm and npx put folders of packages before the PATH, and for a synth they do so again. */
function environmentOf(env: NodeJS.ProcessEnv): readonly (readonly [string, string | undefined])[] {
  const { PATH = '', ...others } = untrustedEnvironment(env);
  const path = PATH.split(delimiter).filter((folder) => !folder.split(sep).includes('node_modules'));
  return [...Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)), ['PATH', path.join(delimiter)]];
}

/** Whether git may not report a file that differs from the commit: index flags can hide it, and a submodule has files of its own. */
async function hidesChanges(repository: Repository): Promise<boolean> {
  if (existsSync(join(repository.top, '.gitmodules'))) return true;
  const flagged = await git(repository, ['ls-files', '-v']);
  return /^[a-zS]/m.test(flagged);
}

/** What decides which text git writes for a file of a commit. */
async function checkoutSettings(repository: Repository): Promise<readonly string[]> {
  const { stdout } = await tryGit(repository, ['config', '--get-regexp', '^(core|filter)\\.']);
  const paths = ['info/attributes', 'info/sparse-checkout'].flatMap((path) => ['--git-path', path]);
  const files = (await git(repository, ['rev-parse', ...paths])).trimEnd().split('\n');
  return [stdout, ...files.map((file) => textOf(join(repository.top, file)))];
}

function textOf(path: string): string {
  return existsSync(path) ? readTextFile(path) : '';
}

/** A stamp of every package that a project finds, wherever links lead. It looks at some ten thousand files. */
export function stampOfPackages(project: string): string {
  const places = foldersAbove(realpathSync(project)).map((above) => join(above, 'node_modules'));
  return stampOfFolders(places, { without: ['.cache', '.git', SYNTH_FOLDER], passOver: NOT_RUN });
}
