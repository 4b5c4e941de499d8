import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineCommits, openRepository, PullRequests } from '../../../operations/git';
import { pullRequestIn } from '../../../operations/git/pull-requests';
import { beginRepository, mergePullRequest } from '../../support/begin-repository';
import { gitHome } from '../../support/git-home';

const { home, origin, env, git } = gitHome('pull-requests');

function commit(file: string, subject: string): { readonly id: string; readonly subject: string } {
  writeFileSync(join(origin, file), `${subject}\n`, { flag: 'a' });
  git('add', file);
  git('commit', '--quiet', '-m', subject);
  return { id: git('rev-parse', 'HEAD'), subject };
}

describe('the pull request that brought a commit', () => {
  const commits: Record<string, { readonly id: string; readonly subject: string }> = {};

  beforeAll(() => {
    mkdirSync(origin);
    beginRepository(git);
    commits['first'] = commit('file', 'Begin');
    for (const number of [1, 2, 3, 4, 5]) {
      git('checkout', '--quiet', '-b', `branch-${number}`);
      commits[`branch ${number}`] = commit(`file-${number}`, `Work ${number}`);
      git('checkout', '--quiet', 'main');
      commits[`direct ${number}`] = commit('file', `Straight on main ${number}`);
      mergePullRequest(git, number);
    }
    commits['squashed'] = commit('file', 'Retry once (#12)');
    git('checkout', '--quiet', '-b', 'elsewhere');
    commits['not merged'] = commit('elsewhere', 'Not merged');
    git('checkout', '--quiet', 'main');
  });

  test.each([
    ['is that of the merge which first had it', 'branch 1', '#1'],
    ['is that of the merge in the middle', 'branch 3', '#3'],
    ['is that of the newest merge', 'branch 5', '#5'],
    ['is the one that its own subject names', 'squashed', '#12'],
    ['is unknown if it was made on the branch itself', 'direct 3', undefined],
    ['is unknown for the first commit', 'first', undefined],
    ['is unknown if it was never merged', 'not merged', undefined],
  ])('%s', async (_, name, expected) => {
    const pullRequests = new PullRequests(await openRepository(origin, env));
    const found = commits[name];
    expect(found && (await pullRequests.of(found))).toBe(expected);
  });

  test('is not guessed where a shallow clone ends before its merge', async () => {
    const clone = join(home, 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth', '2', `file://${origin}`, clone], { env });
    const repository = await openRepository(clone, env);
    const merged = commits['branch 1'];
    expect(merged && (await new PullRequests(repository).of(merged))).toBeUndefined();
    // The commits at the end of a shallow clone did not write all that is in their files.
    const lines = await lineCommits(repository, join(clone, 'file'));
    expect(lines.get(1)).toEqual({ unknown: 'older than this shallow clone' });
  });

  test('a line knows its commit, or that it is not committed', async () => {
    const repository = await openRepository(origin, env);
    writeFileSync(join(origin, 'file'), 'and more\n', { flag: 'a' });
    const lines = await lineCommits(repository, join(origin, 'file'));
    expect(lines.get(1)).toEqual({ id: commits['first']?.id });
    expect(lines.get(lines.size)).toEqual({ unknown: 'not committed' });
    expect((await lineCommits(repository, 'no-such-file')).size).toBe(0);
  });
});

test.each([
  ['Merge pull request #12 from acme/retry', '#12'],
  ["Merge pull request 'Retry once' (#13) from retry into main", '#13'],
  ['Merged in retry (pull request #14)', '#14'],
  ['Merged PR 15: Retry once', '#15'],
  ['Revert "Retry once (#12)" (#16)', '#16'],
  ["Merge branch 'retry' into 'main'\n\nRetry once\n\nSee merge request acme/apps/shop!17", '!17'],
  ["Merge branch 'retry'", undefined],
  ['Fix the queue for #18 and others', undefined],
  ['Keep\n\nas in (#19)', undefined],
])('the message %j names %s', (message, expected) => {
  expect(pullRequestIn(message)).toBe(expected);
});
