import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  changedPaths,
  commitOnBranch,
  commitPaths,
  commitsBetween,
  headCommit,
  openRepository,
  userOf,
} from '../../../operations/git';
import { gitHome } from '../../support/git-home';

const { home, origin, env, git } = gitHome('git');

function put(path: string, content: string): void {
  mkdirSync(join(origin, path, '..'), { recursive: true });
  writeFileSync(join(origin, path), content);
}

function commit(path: string, subject: string): string {
  put(path, subject);
  git('add', path);
  git('commit', '--quiet', '-m', subject);
  return git('rev-parse', 'HEAD');
}

beforeEach(() => {
  rmSync(origin, { recursive: true, force: true });
  mkdirSync(origin);
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Ada Lovelace');
  git('config', 'user.email', 'ada@example.com');
  put('.gitignore', '*.log\n');
  git('add', '.gitignore');
  commit('readme', 'begin');
});

describe('a repository', () => {
  test('is found from a subfolder, with its checked-out commit and its user', async () => {
    put('services/api/main.js', '');
    const repository = await openRepository(join(origin, 'services'), env);
    expect(repository).toMatchObject({
      top: origin,
      gitFolder: join(origin, '.git'),
      isShallow: false,
    });
    expect(await headCommit(repository)).toBe(git('rev-parse', 'HEAD'));
    expect(await userOf(repository)).toBe('Ada Lovelace <ada@example.com>');
  });

  test('that does not exist is reported', async () => {
    await expect(openRepository(home, env)).rejects.toThrow(/is not in a git repository/);
  });

  test('without a commit, or without a user, says so', async () => {
    rmSync(join(origin, '.git'), { recursive: true });
    git('init', '--quiet');
    const repository = await openRepository(origin, env);
    await expect(headCommit(repository)).rejects.toThrow('has no commit yet');
    expect(await userOf(repository)).toBeUndefined();
  });
});

test('differences from the commit are classified', async () => {
  commit('services/api/kept.js', 'one');
  commit('services/api/gone.js', 'two');
  put('services/api/kept.js', 'changed');
  put('services/api/new file.js', '');
  put('services/api/run.log', '');
  put('services/web/other.js', '');
  rmSync(join(origin, 'services/api/gone.js'));
  const repository = await openRepository(origin, env);
  const changed = await changedPaths(repository, ['services/api'], { ignored: true });
  expect(Object.fromEntries(changed.map(({ path, how }) => [path, how]))).toEqual({
    'services/api/gone.js': 'deleted',
    'services/api/kept.js': 'changed',
    'services/api/new file.js': 'untracked',
    'services/api/run.log': 'ignored',
  });
});

describe('the commits between two', () => {
  test('are those that touch the paths, newest first', async () => {
    const from = git('rev-parse', 'HEAD');
    const first = commit('services/api/a.js', 'api: "quoted" and ünicode');
    commit('services/web/b.js', 'web');
    const last = commit('services/api/c.js', 'api again');
    const { commits } = await commitsBetween(await openRepository(origin, env), from, last, ['services/api']);
    expect(commits?.map(({ id, subject, author }) => [id, subject, author])).toEqual([
      [last, 'api again', 'Ada Lovelace'],
      [first, 'api: "quoted" and ünicode', 'Ada Lovelace'],
    ]);
  });

  test('are unknown in a shallow clone that lacks one of the two', async () => {
    const from = git('rev-parse', 'HEAD');
    const to = commit('services/api/a.js', 'later');
    const clone = join(home, 'shallow');
    git('clone', '--quiet', '--depth', '1', `file://${origin}`, clone);
    const repository = await openRepository(clone, env);
    expect(repository.isShallow).toBe(true);
    const { unknown } = await commitsBetween(repository, from, to, ['services/api']);
    expect(unknown).toContain(`${from.slice(0, 12)} is not in this repository; this clone is shallow`);
    rmSync(clone, { recursive: true });
  });
});

describe('a commit of certain files', () => {
  beforeEach(() => {
    commit('environments/dev/releases/api.json', 'old');
    // Other work of the user: some of it staged, some not.
    put('staged', 'staged');
    git('add', 'staged');
    put('readme', 'being written');
  });

  test('takes along nothing else on the current branch', async () => {
    put('environments/dev/releases/api.json', 'new');
    put('environments/dev/releases/web.json', 'first');
    const made = await commitPaths(
      await openRepository(origin, env),
      ['environments/dev/releases/api.json', 'environments/dev/releases/web.json'],
      'release: api, web\n\nboth',
    );
    expect(git('show', '--name-only', '--format=%s', made).split('\n').filter(Boolean)).toEqual([
      'release: api, web',
      'environments/dev/releases/api.json',
      'environments/dev/releases/web.json',
    ]);
    expect(git('status', '--porcelain')).toBe('M readme\nA  staged');
  });

  test('on a new branch touches neither the working tree nor the index, in a worktree too', async () => {
    const worktree = join(home, 'worktree');
    git('worktree', 'add', '--quiet', worktree, '-b', 'other');
    for (const [folder, branch] of [
      [origin, 'release/1'],
      [worktree, 'release/2'],
    ] as const) {
      const before = git('status', '--porcelain');
      const repository = await openRepository(folder, env);
      const files = {
        'environments/dev/releases/api.json': 'new\n',
        'environments/dev/releases/web.json': 'first\n',
      };
      const made = await commitOnBranch(repository, branch, files, 'release: both');
      expect(git('rev-parse', branch)).toBe(made);
      expect(git('diff', '--name-only', `${branch}~1`, branch).split('\n')).toEqual(Object.keys(files));
      expect(git('show', `${branch}:environments/dev/releases/api.json`)).toBe('new');
      expect(git('status', '--porcelain')).toBe(before);
    }
    expect(git('branch', '--show-current')).toBe('main');
    expect(readFileSync(join(origin, 'environments/dev/releases/api.json'), 'utf8')).toBe('old');
    rmSync(worktree, { recursive: true });
  });

  test('on a branch that exists, or has an invalid name, is refused', async () => {
    const repository = await openRepository(origin, env);
    await expect(commitOnBranch(repository, 'main', {}, 'x')).rejects.toThrow(
      'the branch main already exists',
    );
    await expect(commitOnBranch(repository, 'a..b', {}, 'x')).rejects.toThrow(
      '`a..b` is not a valid branch name',
    );
  });
});
