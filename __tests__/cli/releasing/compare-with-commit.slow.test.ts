import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import fc from 'fast-check';
import { differencesFrom } from '../../../cli/releasing/compare-with-commit';
import { readSource, sentPaths } from '../../../constructs/image-build';
import { headCommit, openRepository } from '../../../operations/git';
import { gitHome } from '../../support/git-home';

const { home, env } = gitHome('git-eyes');
let top: string;
let count = 0;
beforeAll(() => {
  const settings = { 'user.name': 'Ada', 'user.email': 'ada@example.com', 'protocol.file.allow': 'always' };
  for (const [key, value] of Object.entries(settings))
    execFileSync('git', ['config', '--global', key, value], { cwd: home, env });
});
beforeEach(() => {
  top = repository({
    'api/Dockerfile': 'FROM scratch\nCOPY . /\n',
    // A submodule has a file of that name.
    'api/.dockerignore': '**/.git\n',
    'api/main.js': 'one\ntwo\n',
  });
});

function git(...args: readonly string[]): string {
  return gitIn(top, ...args);
}

function gitIn(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** A new repository with one commit of these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = join(home, `repository-${count++}`);
  mkdirSync(folder);
  gitIn(folder, 'init', '--quiet', '--initial-branch', 'main');
  for (const [path, content] of Object.entries(files)) put(path, content, folder);
  commitAll(folder);
  return folder;
}

function put(path: string, content: string, folder = top): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function commitAll(folder = top): void {
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', '--allow-empty', '--message', 'next');
}

function cloneOf(folder: string, ...args: readonly string[]): string {
  const clone = join(home, `clone-${count++}`);
  gitIn(home, 'clone', '--quiet', ...args, folder, clone);
  return clone;
}

/** Adds a submodule with one file, and commits it. @returns where it was cloned from */
function addSubmodule(path: string, files: Readonly<Record<string, string>>): string {
  const origin = repository(files);
  git('submodule', '--quiet', 'add', origin, path);
  commitAll();
  return origin;
}

/** What stands between a context and every clone of its commit. */
async function differences(folder = top, context = 'api'): Promise<Readonly<Record<string, string>>> {
  const props = { root: folder, context: join(folder, context) };
  const { files } = readSource(props);
  const sends = sentPaths(props);
  const opened = await openRepository(folder, env);
  const found = await differencesFrom(opened, await headCommit(opened), {
    files: new Map(Object.entries(files).map(([path, entry]) => [posix.join(context, path), entry])),
    folders: [context],
    isSent: (path) => sends(posix.relative(context, path)),
  });
  return Object.fromEntries(found.map(({ path, how }) => [path, how]));
}

test('nothing, where all is committed', async () => {
  addSubmodule('api/lib', { 'a.js': 'A' });
  expect(await differences()).toEqual({});
});

describe('a submodule', () => {
  test('in which a file was edited, added or deleted', async () => {
    addSubmodule('api/lib', { 'a.js': 'A', 'b.js': 'B' });
    put('api/lib/a.js', 'edited');
    put('api/lib/new.js', '');
    rmSync(join(top, 'api/lib/b.js'));
    expect(await differences()).toEqual({
      'api/lib/a.js': 'changed',
      'api/lib/b.js': 'deleted',
      'api/lib/new.js': 'untracked',
    });
  });

  test('in which the whole context lies', async () => {
    addSubmodule('shared', { 'api/Dockerfile': 'FROM scratch\n', 'api/a.js': 'A' });
    expect(await differences(top, 'shared/api')).toEqual({});
    put('shared/api/a.js', 'edited');
    expect(await differences(top, 'shared/api')).toEqual({ 'shared/api/a.js': 'changed' });
  });

  test('in a submodule', async () => {
    const inner = repository({ 'deep.js': 'D' });
    const outer = repository({ 'a.js': 'A' });
    gitIn(outer, 'submodule', '--quiet', 'add', inner, 'inner');
    commitAll(outer);
    git('submodule', '--quiet', 'add', outer, 'api/lib');
    git('submodule', '--quiet', 'update', '--init', '--recursive');
    commitAll();
    expect(await differences()).toEqual({});
    put('api/lib/inner/deep.js', 'edited');
    expect(await differences()).toEqual({ 'api/lib/inner/deep.js': 'changed' });
  });

  test('that a clone has not checked out', async () => {
    addSubmodule('api/lib', { 'a.js': 'A' });
    const clone = cloneOf(top);
    expect(await differences(clone)).toEqual({ 'api/lib': 'submodule missing' });
    expect(await differences(cloneOf(top, '--recurse-submodules'))).toEqual({});
  });

  test('that the build is not sent may be missing', async () => {
    put('api/.dockerignore', 'lib\n');
    addSubmodule('api/lib', { 'a.js': 'A' });
    addSubmodule('docs', { 'a.md': 'A' });
    expect(await differences(cloneOf(top))).toEqual({});
  });

  test('at another commit than the one that is named, and which no remote has', async () => {
    addSubmodule('api/lib', { 'a.js': 'A' });
    put('api/lib/a.js', 'newer');
    commitAll(join(top, 'api/lib'));
    expect(await differences()).toEqual({ 'api/lib': 'submodule unpushed' });
    commitAll();
    expect(await differences()).toEqual({ 'api/lib': 'submodule unpushed' });
    gitIn(join(top, 'api/lib'), 'push', '--quiet', 'origin', 'HEAD:refs/heads/next');
    expect(await differences()).toEqual({});
    gitIn(join(top, 'api/lib'), 'checkout', '--quiet', 'HEAD~1');
    expect(await differences()).toEqual({ 'api/lib': 'submodule moved' });
  });

  test('of which a shallow clone cannot know whether a remote has it', async () => {
    const origin = addSubmodule('api/lib', { 'a.js': 'A' });
    const clone = cloneOf(`file://${top}`);
    gitIn(clone, 'config', 'submodule.api/lib.url', `file://${origin}`);
    gitIn(clone, 'submodule', '--quiet', 'update', '--init', '--depth', '1');
    gitIn(join(clone, 'api/lib'), 'update-ref', '-d', 'refs/remotes/origin/main');
    expect(await differences(clone)).toEqual({});
  });
});

describe('what `git status` does not say', () => {
  test('a pointer of Git LFS in the place of a file', async () => {
    const oid = 'a'.repeat(64);
    put('api/model.bin', `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`);
    commitAll();
    expect(await differences()).toEqual({ 'api/model.bin': 'pointer' });
  });

  test('line endings that a setting of this machine makes', async () => {
    git('config', 'core.autocrlf', 'true');
    rmSync(join(top, 'api/main.js'));
    git('checkout', '--', 'api/main.js');
    expect(readFileSync(join(top, 'api/main.js'), 'utf8')).toBe('one\r\ntwo\r\n');
    expect(git('status', '--porcelain')).toBe('');
    expect(await differences()).toEqual({ 'api/main.js': 'line endings' });
  });

  test('line endings that a clone gets by a rule of the repository, and that the file here does not have', async () => {
    put('.gitattributes', '*.bat text eol=crlf\n');
    put('api/run.bat', 'one\ntwo\n');
    commitAll();
    expect(git('status', '--porcelain')).toBe('');
    expect(await differences()).toEqual({ 'api/run.bat': 'line endings' });
  });

  test('but not line endings that the repository makes on every machine', async () => {
    put('.gitattributes', '*.bat text eol=crlf\n');
    put('api/run.bat', 'one\r\ntwo\r\n');
    commitAll();
    expect(git('cat-file', '-s', 'HEAD:api/run.bat')).toBe('8');
    expect(await differences()).toEqual({});
  });

  test('nor what a filter of the repository makes on every machine', async () => {
    git('config', 'filter.upper.clean', 'tr A-Z a-z');
    git('config', 'filter.upper.smudge', 'tr a-z A-Z');
    put('.gitattributes', '*.up filter=upper\n');
    put('api/a.up', 'LOUD\n');
    commitAll();
    expect(git('cat-file', 'blob', 'HEAD:api/a.up')).toBe('loud');
    expect(await differences()).toEqual({});
  });

  test('modes that git is told not to look at', async () => {
    put('api/run.sh', '');
    chmodSync(join(top, 'api/run.sh'), 0o755);
    commitAll();
    git('config', 'core.fileMode', 'false');
    chmodSync(join(top, 'api/run.sh'), 0o644);
    chmodSync(join(top, 'api/main.js'), 0o755);
    expect(git('status', '--porcelain')).toBe('');
    expect(await differences()).toEqual({ 'api/main.js': 'executable', 'api/run.sh': 'not executable' });
  });

  test('edits of files that git is told to pass over', async () => {
    git('update-index', '--assume-unchanged', 'api/main.js');
    put('api/main.js', 'edited');
    expect(git('status', '--porcelain')).toBe('');
    expect(await differences()).toEqual({ 'api/main.js': 'hidden' });
  });
});

test('a deleted file counts only where it would be sent', async () => {
  put('api/.dockerignore', 'notes.md\n');
  put('api/notes.md', '');
  commitAll();
  rmSync(join(top, 'api/notes.md'));
  expect(await differences()).toEqual({});
  rmSync(join(top, 'api/main.js'));
  expect(await differences()).toEqual({ 'api/main.js': 'deleted' });
});

test('there is no difference if, and only if, a new clone has the same source', async () => {
  const content = fc.constantFrom('a\nb\n', 'a\r\nb\r\n', 'plain', '\u0000\r\n');
  const name = fc.constantFrom('api/a.txt', 'api/b.bat', 'api/deep/c', 'api/run.sh');
  const file = fc.record({ name, content, executable: fc.boolean() });
  const change = fc.constantFrom<() => void>(
    () => undefined,
    () => {
      put('api/a.txt', 'edited');
    },
    () => {
      put('api/new', '');
    },
    () => {
      chmodSync(join(top, 'api/main.js'), 0o755);
    },
    () => {
      git('config', 'core.fileMode', 'false');
      chmodSync(join(top, 'api/main.js'), 0o755);
    },
    () => {
      git('config', 'core.autocrlf', 'true');
      git('rm', '--quiet', '-r', '--cached', '.');
      git('reset', '--quiet', '--hard');
    },
    () => {
      put('other/file', 'of nobody here');
    },
  );
  const attributes = fc.constantFrom('', '* text=auto eol=lf\n', '*.bat text eol=crlf\n', '* -text\n');
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 4 }), attributes, change, async (files, rules, happens) => {
      top = repository({
        'api/Dockerfile': 'FROM scratch\n',
        'api/main.js': 'one\ntwo\n',
        '.gitattributes': rules,
      });
      for (const { name: path, content: text, executable } of files) {
        put(path, text);
        if (executable) chmodSync(join(top, path), 0o755);
      }
      commitAll();
      happens();
      const clone = cloneOf(top, '--no-local');
      const sourceOf = (folder: string) => readSource({ root: folder, context: join(folder, 'api') }).files;
      const isSame = JSON.stringify(sourceOf(top)) === JSON.stringify(sourceOf(clone));
      expect(Object.keys(await differences()).length === 0).toBe(isSame);
    }),
    { numRuns: 12 },
  );
}, 120_000);
