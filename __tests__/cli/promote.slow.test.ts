import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release, ReleaseChange } from 'slipway';
import { digestOf, recordOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { LineProject } from './line-project';

const project = new LineProject();
const session = commandSession(project.folder, project.env);
afterAll(() => {
  session.end();
});

const one = project.git('rev-parse', 'HEAD');
project.put('services/api/main.js', 'console.log(1);\n');
const two = project.commit('api: say one');

/** A release whose images were built from the commits above. */
function built(environment: string, service: string, names: readonly string[]): Release {
  const release = releaseThrough(environment, names);
  const records = release.records.map((record) => ({
    ...record,
    commit: record.digest === digestOf('one') ? one : two,
  }));
  return { ...release, service, records };
}

beforeEach(() => {
  project.putReleases(
    built('dev', 'api', ['one', 'two']),
    built('dev', 'web', ['one']),
    built('staging', 'api', ['one']),
    built('staging', 'web', ['one']),
    built('prod', 'api', ['one']),
  );
  project.commit('releases');
});

function selectedIn(environment: string, service: string): string | null {
  const path = join(project.folder, 'environments', environment, 'releases', `${service}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as Release).selected;
}

test('promotes what is waiting, and says how to commit it', async () => {
  const { status, stdout } = await session.slipway('promote', '--from', 'dev', '--to', 'staging');
  expect({ status, selected: selectedIn('staging', 'api') }).toEqual({
    status: 0,
    selected: digestOf('two'),
  });
  expect(stdout).toContain(
    `staging  api  selected  ${digestOf('one').slice(0, 19)} → ${digestOf('two').slice(0, 19)}\n`,
  );
  expect(stdout).toContain(
    "git commit -m 'release: promote api from dev to staging' -- environments/staging/releases/api.json",
  );
  expect((await session.slipway('promote', 'staging')).stdout).toBe('There is nothing to change.\n');
});

test('before the first release, what comes first is said', async () => {
  for (const environment of ['dev', 'staging', 'prod'])
    rmSync(join(project.folder, 'environments', environment, 'releases'), { recursive: true });
  project.commit('no releases');
  const { stdout } = await session.slipway('promote', 'staging');
  expect(stdout).toBe('Nothing is released yet: `npx slipway release` selects the images that were built.\n');
  const { stderr } = await session.slipway('rollback', 'staging', '--reason', 'orders are lost');
  expect(stderr).toContain('environment must be one that has selected an image, but is staging');
});

test('where nothing is promoted, what waits for something else is reported, and it is not a success', async () => {
  // The revert of a change: dev runs the older image again, and staging is ahead of it.
  const dev = built('dev', 'api', ['one', 'two']);
  const again = {
    at: '2026-11-03T09:00:00Z',
    event: 'selected',
    digest: digestOf('one'),
    by: 'Ada',
  } as const;
  const reverted: Release = { ...dev, selected: digestOf('one'), history: [...dev.history, again] };
  const unverified = { ...releaseThrough('dev', ['one', 'new'], { verified: false }), service: 'web' };
  const web: Release = {
    ...unverified,
    records: [...built('dev', 'web', ['one']).records, recordOf('new', 10)],
    history: [...built('dev', 'web', ['one']).history, ...unverified.history.slice(1)],
  };
  project.putReleases(
    reverted,
    web,
    built('staging', 'api', ['one', 'two']),
    built('staging', 'web', ['one']),
  );
  const { status, stderr, stdout } = await session.slipway('promote', 'staging');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`must not go back to ${digestOf('one')} by a promotion: staging is ahead of dev`);
  expect(stderr).toContain('dev selected it last at 2026-11-03T09:00:00Z');
  expect(stderr).toContain('must have verified what it selects, before that is promoted');
  expect(stderr).toContain('`npx slipway verify dev web`');
});

test('what is skipped beside a promotion is reported, and the promotion is a success', async () => {
  const sample = releaseThrough('dev', ['one']);
  const records = sample.records.map((record) => ({ ...record, sample: true as const }));
  project.putReleases(built('dev', 'api', ['one', 'two']), { ...sample, service: 'web', records });
  const { status, stderr, stdout } = await session.slipway('promote', 'staging', '--dry-run');
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('api') as string });
  expect(stderr).toContain('skipped:\n  environments/dev/releases/web.json must not be a sample');
  expect(stderr).not.toContain('error');
});

test('the text of a pull request shows a rollback that is overridden, and why', async () => {
  await session.slipway('promote', 'staging', 'api');
  await session.slipway('verify', 'staging', 'api', '--verified-by', 'a test');
  await session.slipway('promote', 'prod', 'api');
  await session.slipway('rollback', 'prod', 'api', '--reason', 'orders are lost');
  await session.slipway('rollback', 'staging', 'api', '--to', digestOf('one'), '--reason', 'so here');
  const refused = await session.slipway('promote', 'staging', 'api', '--override', 'hold', '--reason', 'x');
  expect(refused.stderr).toContain('must not be a digest that prod rolled back');
  const decided = ['--override', 'hold', '--override', 'rolledBack', '--reason', 'it was the network'];
  const { stdout, status } = await session.slipway('promote', 'staging', 'api', ...decided, '--message');
  expect(status).toBe(0);
  expect(stdout).toContain('overriding **hold and rolledBack**: it was the network');
  expect(stdout).toMatch(/- \*\*prod rolled it back\*\* at \S+ by Ada .*: orders are lost/);
});

test("the text of the pull request lists the service's commits between the two images", async () => {
  const { stdout } = await session.slipway('promote', 'staging', '--message', '--dry-run');
  expect(stdout).toContain('# Promote api from dev to staging\n\n## api in staging\n');
  expect(stdout).toContain(`- before: \`${digestOf('one')}\`, built from ${one.slice(0, 12)}`);
  expect(stdout).toContain(`It brings 1 commit:\n\n- \`${two.slice(0, 12)}\` api: say one (Ada)`);
  expect(selectedIn('staging', 'api')).toBe(digestOf('one'));
});

test('the JSON output describes the change in a stable format', async () => {
  const { stdout } = await session.slipway('promote', 'staging', 'api', '--json', '--by', 'https://ci/1');
  const { changes } = JSON.parse(stdout) as {
    readonly changes: readonly (ReleaseChange & { events: unknown })[];
  };
  expect(changes).toMatchObject([
    {
      path: 'environments/staging/releases/api.json',
      before: { digest: digestOf('one') },
      after: { digest: digestOf('two') },
      events: [{ event: 'selected', by: 'https://ci/1' }],
    },
  ]);
});

test('a commit holds the release files and nothing else', async () => {
  project.put('services/web/main.js', 'half done');
  const { status } = await session.slipway('promote', 'staging', '--commit');
  expect(status).toBe(0);
  expect(project.git('show', '--name-only', '--format=%s').split('\n').filter(Boolean)).toEqual([
    'release: promote api from dev to staging',
    'environments/staging/releases/api.json',
  ]);
  expect(project.git('status', '--porcelain')).toBe(' M services/web/main.js');
  project.git('checkout', '--quiet', '--', 'services');
});

test('two concurrent promotions in one checkout both succeed, each with its own commit', async () => {
  project.putReleases(...['api', 'web'].map((service) => built('dev', service, ['one', 'two'])));
  project.commit('two wait');
  // So slow that the second comes while the first has written its file and not committed it.
  const hook = join(project.folder, '.git/hooks/pre-commit');
  writeFileSync(hook, '#!/bin/sh\nsleep 1\n', { mode: 0o755 });
  const second = commandSession(project.folder, project.env);
  await second.slipway('releases'); // Its programs are loaded before they meet.
  const said = await Promise.all([
    session.slipway('promote', 'staging', 'api', '--commit'),
    second.slipway('promote', 'staging', 'web', '--commit'),
  ]);
  second.end();
  rmSync(hook);

  expect(said.map(({ stderr }) => stderr)).toEqual(['', '']);
  expect(project.git('log', '--max-count=2', '--format=%s').split('\n').sort()).toEqual([
    'release: promote api from dev to staging',
    'release: promote web from dev to staging',
  ]);
  expect(project.git('status', '--porcelain')).toBe('');
});

test('for a protected branch, the change is committed to a new branch and the working tree is not touched', async () => {
  const { stdout } = await session.slipway('promote', 'staging', '--branch', 'release/api');
  expect(stdout).toContain('Push it: git push -u origin release/api');
  expect(selectedIn('staging', 'api')).toBe(digestOf('one'));
  expect(project.git('status', '--porcelain')).toBe('');
  expect(project.git('show', 'release/api:environments/staging/releases/api.json')).toContain(
    `"selected": "${digestOf('two')}"`,
  );
  const again = await session.slipway('promote', 'staging', '--branch', 'release/api');
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('already exists') as string });
});

test('a commit must not rest on a verification that is not committed', async () => {
  await session.slipway('rollback', 'dev', 'api', '--reason', 'slow');
  for (const how of [['--commit'], ['--branch', 'release/unproven']]) {
    const { status, stderr } = await session.slipway('promote', 'staging', ...how);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'environments/dev/releases/api.json must be committed before another change of the releases',
    );
  }
  expect(project.git('status', '--porcelain')).toBe(' M environments/dev/releases/api.json');
});

test('a promotion that skips an environment is refused, and one with nothing to do says why', async () => {
  const skipping = await session.slipway('promote', '--from', 'dev', '--to', 'prod');
  expect(skipping.stderr).toContain(
    'prod must be promoted from staging, the environment before it, but is dev',
  );
  const first = await session.slipway('promote', 'dev');
  expect(first.stderr).toContain('dev must be an environment that comes after another one');
  const nobody = await session.slipway('promote', 'staging', '--by', ' ');
  expect(nobody.stderr).toContain('by must say who or what makes the change');
  expect([skipping, first, nobody].map(({ status }) => status)).toEqual([1, 1, 1]);
});

test('a hotfix goes past an environment by a decision that the pull request shows', async () => {
  const args = ['promote', 'prod', 'api', '--from', 'dev', '--message', '--dry-run'];
  const refused = await session.slipway(...args);
  expect(refused.stderr).toContain('A hotfix that cannot wait: `--override skip');
  const { status, stdout } = await session.slipway(...args, '--override', 'skip', '--reason', 'no payments');
  expect(status).toBe(0);
  expect(stdout).toContain('# Promote api from dev to prod');
  expect(stdout).toContain('overriding **skip**: no payments');
  // A person at an address is not mentioned, and the text shows no character by its number.
  expect(stdout).toContain('by Ada \\<ada\\@&#8203;example.com\\>');
  expect(stdout).toMatch(
    /- \*\*a hotfix: it skips staging\*\*, where it was not verified; dev verified it at \S+/,
  );
});

test('a rollback without a service reverts the last change, and is held', async () => {
  await session.slipway('promote', 'staging', 'api');
  const unreasoned = await session.slipway('rollback', 'staging');
  expect(unreasoned.stderr).toContain('must say why to roll back');
  const { stdout, status } = await session.slipway('rollback', 'staging', '--reason', 'orders are lost');
  expect(status).toBe(0);
  expect(stdout).toContain('staging  api  restored');
  expect(stdout).not.toContain('web');
  expect(selectedIn('staging', 'api')).toBe(digestOf('one'));

  expect((await session.slipway('promote', 'staging')).stderr).toContain(
    'must stay what a rollback restored',
  );
  const again = await session.slipway('rollback', 'staging', '--reason', 'more');
  expect(again.stderr).toContain('service must be named, since the last change here was a rollback');
  const mended = ['--override', 'hold', '--reason', 'it was the network'];
  expect((await session.slipway('promote', 'staging', ...mended)).stdout).toContain('overrides hold');
  const { history } = JSON.parse(
    readFileSync(join(project.folder, 'environments/staging/releases/api.json'), 'utf8'),
  ) as Release;
  expect(history.at(-1)).toMatchObject({
    event: 'selected',
    overrides: ['hold'],
    reason: 'it was the network',
  });
});

test('a rejected image is not promoted anywhere', async () => {
  const selected = await session.slipway('reject', digestOf('two'), '--reason', 'a leak');
  expect(selected.stderr).toContain('environments/dev/releases/api.json#/selected must be another image');
  await session.slipway('rollback', 'dev', 'api', '--reason', 'a leak');
  const rejected = await session.slipway('reject', digestOf('two').slice(7, 15), '--reason', 'a leak');
  expect(rejected.stdout).toContain('dev  api  rejected');
  const wanted = ['--digest', digestOf('two'), '--reason', 'x', '--override', 'hold'];
  const promoted = await session.slipway('promote', 'staging', 'api', ...wanted);
  expect(promoted.stderr).toContain('must not be a digest that was rejected');
  expect(selectedIn('staging', 'api')).toBe(digestOf('one'));
});

test('the list of releases shows what is waiting, and the commits in it', async () => {
  const { stdout } = await session.slipway('releases', 'api');
  expect(stdout).toContain(`→ staging: ${digestOf('two').slice(0, 19)}, verified in dev since`);
  expect(stdout).toContain('waits for `npx slipway promote staging api`; 1 commit\n');
  expect(stdout).toContain(`${two.slice(0, 12)} api: say one (Ada)`);
  const { stdout: json } = await session.slipway('releases', '--json');
  const lines = JSON.parse(json) as readonly {
    service: string;
    places: readonly { environment: string }[];
  }[];
  expect(lines.map(({ service, places }) => [service, ...places.map((place) => place.environment)])).toEqual([
    ['api', 'dev', 'staging', 'prod'],
    ['web', 'dev', 'staging', 'prod'],
  ]);
});

test('a team whose cluster cannot be reached states who verified the image', async () => {
  project.putReleases({ ...releaseThrough('dev', ['one'], { verified: false }), records: [recordOf('one')] });
  const { status } = await session.slipway('verify', 'dev', '--verified-by', 'https://tickets/7');
  expect(status).toBe(0);
  const { history } = JSON.parse(
    readFileSync(join(project.folder, 'environments/dev/releases/api.json'), 'utf8'),
  ) as Release;
  expect(history.at(-1)).toMatchObject({ event: 'verified', by: 'https://tickets/7' });
  expect(existsSync(join(project.folder, 'environments', '.lock'))).toBe(false);
  expect(readdirSync(join(project.folder, 'environments'))).toEqual(['dev']);
});
