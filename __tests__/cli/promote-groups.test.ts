import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Release, Releases } from 'slipway';
import { withTheirGroups } from '../../cli/releasing';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { LineProject } from './line-project';

const project = new LineProject('groups: { checkout: services }');
const session = commandSession(project.folder, project.env);
afterAll(() => {
  session.end();
});

const built = (environment: string, service: string, names: readonly string[], verified = true): Release => ({
  ...releaseThrough(environment, names, { verified }),
  service,
});

function selectedIn(environment: string): readonly (string | null)[] {
  return ['api', 'web'].map((service) => {
    const path = join(project.folder, 'environments', environment, 'releases', `${service}.json`);
    return (JSON.parse(readFileSync(path, 'utf8')) as Release).selected;
  });
}

const both = (name: string) => [digestOf(name), digestOf(name)];

beforeEach(() => {
  rmSync(join(project.folder, 'environments'), { recursive: true, force: true });
  project.putReleases(
    built('dev', 'api', ['one', 'two']),
    built('dev', 'web', ['one', 'two']),
    built('staging', 'api', ['one']),
    built('staging', 'web', ['one']),
  );
  project.commit('releases');
});

test.each([
  ['one of its services', 'api'],
  ['the group', 'checkout'],
  ['nothing', undefined],
])('a promotion that names %s moves the whole group in one change', async (_, name) => {
  const words = name === undefined ? [] : [name];
  const { status, stdout } = await session.slipway('promote', 'staging', ...words);
  expect({ status, selected: selectedIn('staging') }).toEqual({ status: 0, selected: both('two') });
  expect(stdout).toContain("git commit -m 'release: promote api, web from dev to staging'");
  expect((await session.slipway('promote', 'staging')).stdout).toBe('There is nothing to change.\n');
});

test('a service that is named like a property of every object is not taken for a group', async () => {
  const { status, stderr } = await session.slipway('promote', 'staging', 'constructor');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('Choose from: api, web.'),
  });
});

test('one service that is not verified blocks the other, and the message says so', async () => {
  const web = built('dev', 'web', ['one', 'two']);
  project.putReleases(
    built('dev', 'api', ['one', 'two']),
    { ...web, history: web.history.slice(0, -1) },
    built('staging', 'api', ['one']),
    built('staging', 'web', ['one']),
  );
  for (const name of [[], ['api']]) {
    const { status, stderr } = await session.slipway('promote', 'staging', ...name);
    expect({ status, selected: selectedIn('staging') }).toEqual({ status: 1, selected: both('one') });
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      '`npx slipway verify dev web`. This blocks api as well: the group checkout moves together.',
    );
  }
});

test('one service moves alone by a decision, which the text of the pull request shows', async () => {
  const decided = ['--override', 'group', '--reason', 'web is unaffected'];
  const { status, stdout } = await session.slipway('promote', 'staging', 'api', ...decided, '--message');
  expect({ status, selected: selectedIn('staging') }).toEqual({
    status: 0,
    selected: [digestOf('two'), digestOf('one')],
  });
  expect(stdout).toContain('overriding **group**: web is unaffected');
});

test('a rollback that names one service rolls back the whole group; alone, by a decision', async () => {
  await session.slipway('promote', 'staging');
  await session.slipway('verify', 'staging', '--verified-by', 'a test');
  const alone = ['--override', 'group', '--reason', 'web is right', '--dry-run'];
  const one = await session.slipway('rollback', 'staging', 'api', ...alone);
  expect(one.stdout).toMatch(/staging {2}api {2}restored .* overrides group\n/);
  expect(one.stdout).not.toContain('web');
  const { status } = await session.slipway('rollback', 'staging', 'api', '--reason', 'orders are lost');
  expect({ status, selected: selectedIn('staging') }).toEqual({ status: 0, selected: both('one') });
});

test('a rollback to an image takes the others to what ran beside it', async () => {
  await session.slipway('promote', 'staging');
  const to = ['--to', digestOf('one'), '--reason', 'orders are lost'];
  expect((await session.slipway('rollback', 'staging', 'checkout', ...to)).status).toBe(0);
  expect(selectedIn('staging')).toEqual(both('one'));
});

test('an image that is named takes the others along that were verified beside it', async () => {
  const [one] = both('one');
  project.putReleases(built('dev', 'api', ['one', 'two']), built('dev', 'web', ['one', 'two']));
  expect((await session.slipway('promote', 'staging', 'api', '--digest', one ?? '')).status).toBe(0);
  expect(selectedIn('staging')).toEqual(both('one'));
});

test('what is built of a group is released together', () => {
  const pipeline = {
    stages: [],
    services: [],
    releases: Releases.of([]),
    groups: { checkout: ['api', 'web'] },
  };
  expect(withTheirGroups(pipeline, ['web', 'worker'])).toEqual(['web', 'worker', 'api']);
  expect(withTheirGroups(pipeline, ['worker'])).toEqual(['worker']);
});
