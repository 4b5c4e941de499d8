import { closeSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileEntry } from '../../constructs/image-build';
import {
  blobIdOf,
  changedPaths,
  isOnARemote,
  openSubmodule,
  type Repository,
  shortCommit,
  type TreeEntry,
  treeOf,
  withFreshFiles,
} from '../../operations/git';

/** Where what is built differs from what every clone of a commit builds. */
export interface Difference {
  /** Relative to the top of the repository, also for what is in a submodule. */
  readonly path: string;
  readonly how:
    | 'changed'
    | 'deleted'
    | 'untracked'
    | 'ignored'
    | 'hidden'
    | 'line endings'
    | 'executable'
    | 'not executable'
    | 'pointer'
    | 'submodule missing'
    | 'submodule moved'
    | 'submodule unpushed';
  /** Of a submodule, the commits in question. @default none */
  readonly detail?: string;
}

/** What is compared. Paths are relative to the top of the repository. */
interface ComparedFiles {
  /** Path → what is built from, as a manifest has it; undefined for a file that is only to be committed. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly folders: readonly string[];
  /** Whether a path, or something in it, would be sent to the build if it were there. */
  readonly isSent: (path: string) => boolean;
}

/**
 * Where files differ from a commit, with git's eyes: in submodules as well, by their bytes and modes, and whatever this machine's
 * settings hide from `git status`.
 */
export async function differencesFrom(
  repository: Repository,
  commit: string,
  compared: ComparedFiles,
): Promise<readonly Difference[]> {
  const tree = await treeOf(repository, commit);
  const submodules = tree.filter(({ kind }) => kind === 'submodule');
  const isElsewhere = (path: string) => submodules.some((submodule) => isIn(path, submodule.path));
  const own: ComparedFiles = {
    ...compared,
    files: new Map([...compared.files].filter(([path]) => !isElsewhere(path))),
    folders: compared.folders.filter((path) => !isElsewhere(path)),
  };
  const reported = await reportedByGit(repository, own);
  const kept = [...own.files].filter(([path]) => !reported.some((one) => isIn(path, one.path)));
  const differences = [...reported, ...(await hiddenFromGit(repository, commit, tree, new Map(kept)))];
  for (const submodule of submodules)
    differences.push(...(await inSubmodule(repository, submodule, compared)));
  return differences;
}

function isIn(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}

/** What `git status` says. */
async function reportedByGit(
  repository: Repository,
  { files, folders, isSent }: ComparedFiles,
): Promise<readonly Difference[]> {
  const paths = [
    ...folders,
    ...[...files.keys()].filter((path) => !folders.some((folder) => isIn(path, folder))),
  ];
  if (paths.length === 0) return [];
  const changed = await changedPaths(repository, paths, { ignored: true, submodules: false });
  return changed.filter(({ path, how }) =>
    how === 'deleted' ? isSent(path) : files.has(path) || isFolderWith(path, files),
  );
}

/** Whether an ignored folder, which git lists as a whole, has one of the files. */
function isFolderWith(path: string, files: ComparedFiles['files']): boolean {
  return path.endsWith('/') && [...files.keys()].some((file) => file.startsWith(path));
}

/** What `git status` does not say: bytes and modes that settings of this machine make, and files that it was told to pass over. */
async function hiddenFromGit(
  repository: Repository,
  commit: string,
  tree: readonly TreeEntry[],
  files: ComparedFiles['files'],
): Promise<readonly Difference[]> {
  const committed = new Map(tree.map((entry) => [entry.path, entry]));
  // By a rule such as `eol=crlf` a clone has other bytes than the commit: then only a file that git writes anew tells.
  const areConverted = tree.some(({ path }) => basename(path) === '.gitattributes');
  const differences: Difference[] = [];
  const others = new Map<string, string>();
  for (const [path, entry] of files) {
    if (entry === undefined) continue;
    const whole = join(repository.top, path);
    const known = committed.get(path);
    if (isPointer(whole)) differences.push({ path, how: 'pointer' });
    else if (known === undefined) differences.push({ path, how: 'untracked' });
    else if (
      areConverted ||
      kindOf(entry) !== known.kind ||
      blobIdOf(whole, lstatSync(whole), known.id) !== known.id
    )
      others.set(path, entry);
  }
  if (others.size === 0) return differences;
  return withFreshFiles(repository, commit, [...others.keys()], (folder) => [
    ...differences,
    ...[...others].flatMap(([path, entry]) => {
      const [here, fresh] = [join(repository.top, path), join(folder, path)];
      return fileEntry(fresh) === entry ? [] : [{ path, how: howOf(entry, here, fresh) }];
    }),
  ]);
}

function kindOf(entry: string): string {
  return entry.slice(0, entry.indexOf(' '));
}

function howOf(entry: string, here: string, fresh: string): Difference['how'] {
  const [kind, other] = [kindOf(entry), kindOf(fileEntry(fresh))];
  if (kind === 'link' || other === 'link') return 'hidden';
  if (fileEntry(fresh).slice(other.length) === entry.slice(kind.length))
    return kind === 'executable' ? 'executable' : 'not executable';
  const [a, b] = [here, fresh].map((file) => readFileSync(file, 'latin1').replaceAll('\r\n', '\n'));
  return a === b ? 'line endings' : 'hidden';
}

const POINTER = 'version https://git-lfs.github.com/spec/';

/** @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function isPointer(path: string): boolean {
  const stats = lstatSync(path);
  // The specification says that pointers are shorter.
  if (!stats.isFile() || stats.size >= 1024) return false;
  const begin = Buffer.alloc(POINTER.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, begin);
  } finally {
    closeSync(file);
  }
  return begin.toString() === POINTER;
}

/** The files of a submodule are those of the commit that it is to be at, which others must be able to get. */
async function inSubmodule(
  repository: Repository,
  { path, id }: TreeEntry,
  { files, folders, isSent }: ComparedFiles,
): Promise<readonly Difference[]> {
  const isAbove = folders.some((folder) => isIn(folder, path));
  const isInside = folders.some((folder) => isIn(path, folder)) && isSent(path);
  if (!isAbove && !isInside && ![...files.keys()].some((file) => isIn(file, path))) return [];
  const submodule = await openSubmodule(repository, path);
  if (submodule.repository === undefined) return [{ path, how: 'submodule missing' }];
  const { repository: inner, head } = submodule;
  const inside = (whole: string) => (whole === path ? '.' : whole.slice(path.length + 1));
  const differences = await differencesFrom(inner, head, {
    files: new Map([...files].flatMap(([file, entry]) => (isIn(file, path) ? [[inside(file), entry]] : []))),
    folders: isAbove ? folders.filter((folder) => isIn(folder, path)).map(inside) : ['.'],
    isSent: (file) => isSent(`${path}/${file}`),
  });
  const [short, named] = [shortCommit(head), shortCommit(id)];
  return [
    ...(head === id
      ? []
      : [{ path, how: 'submodule moved', detail: `at ${short}, where the commit has ${named}` } as const]),
    ...((await isOnARemote(inner, head)) === false
      ? [{ path, how: 'submodule unpushed', detail: `at ${short}` } as const]
      : []),
    ...differences.map((difference) => ({ ...difference, path: `${path}/${difference.path}` })),
  ];
}
