import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from 'slipway';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { LineProject } from './line-project';

const project = new LineProject();
const session = commandSession(project.folder, project.env);
const grouped = new LineProject('groups: { checkout: services }');
const groupedSession = commandSession(grouped.folder, grouped.env);
afterAll(() => {
  session.end();
  groupedSession.end();
});

const short = (name: string) => digestOf(name).slice(0, 19);
const [one, two] = ['one', 'two'].map(short);
const builtFrom = (
  commits: Readonly<Record<string, string>>,
  release: Release,
  service: string,
): Release => ({
  ...release,
  service,
  records: release.records.map((record) => ({ ...record, commit: commits[record.digest] ?? record.commit })),
});
const built = (environment: string, service: string, names: readonly string[], verified = true): Release =>
  builtFrom({}, releaseThrough(environment, names, { verified }), service);

test('the list shows as a table what runs where since when, and what waits for which command', async () => {
  project.putReleases(
    built('dev', 'api', ['one', 'two']),
    built('staging', 'api', ['one'], false),
    built('dev', 'web', ['one']),
  );
  const { stdout } = await session.slipway('releases');
  expect(stdout.split('\n')).toEqual([
    'api',
    '  ENVIRONMENT  SELECTED             SINCE                 STATE',
    `  dev          ${two}  2026-11-03T08:10:00Z  verified 2026-11-03T08:15:00Z`,
    `  staging      ${one}  2026-11-03T08:00:00Z  not verified`,
    '  prod         nothing',
    expect.stringContaining(
      `  → staging: ${two}, verified in dev since 2026-11-03T08:15:00Z, waits for \`npx slipway promote staging api\`; `,
    ),
    `  → prod: ${one}, selected in staging since 2026-11-03T08:00:00Z, waits for verification there: \`npx slipway verify staging api\``,
    '',
    'web',
    '  ENVIRONMENT  SELECTED             SINCE                 STATE',
    `  dev          ${one}  2026-11-03T08:00:00Z  verified 2026-11-03T08:05:00Z`,
    '  staging      nothing',
    '  prod         nothing',
    `  → staging: ${one}, verified in dev since 2026-11-03T08:05:00Z, waits for \`npx slipway promote staging web\``,
    '',
  ]);
});

test('of many commits the newest are listed, and of long subjects the beginning', async () => {
  const first = project.git('rev-parse', 'HEAD');
  const subjects = Array.from({ length: 30 }, (_, index) => `api: change ${index}`);
  let last = first;
  for (const subject of [...subjects, `api: ${'x'.repeat(100)}`]) {
    project.put('services/api/main.js', `// ${subject}\n`);
    last = project.commit(subject);
  }
  const commits = { [digestOf('one')]: first, [digestOf('two')]: last };
  project.putReleases(
    builtFrom(commits, releaseThrough('dev', ['one', 'two']), 'api'),
    builtFrom(commits, releaseThrough('staging', ['one']), 'api'),
  );
  const all = await session.slipway('releases');
  const lines = all.stdout.split('\n').filter((line) => /^ {6}/.test(line));
  expect(all.stdout).toContain('; 31 commits\n');
  expect(lines.map((line) => line.trim())).toEqual([
    `${last.slice(0, 12)} api: ${'x'.repeat(66)}… (Ada)`,
    expect.stringMatching(/^[0-9a-f]{12} api: change 29 \(Ada\)$/),
    expect.stringMatching(/^[0-9a-f]{12} api: change 28 \(Ada\)$/),
    '… and 28 commits more',
  ]);
  const named = await session.slipway('releases', 'api');
  expect(named.stdout.match(/api: change/g)).toHaveLength(19);
  expect(named.stdout).toContain('… and 11 commits more');
});

test('without a git repository, the list says that the commits are unknown', async () => {
  project.putReleases(built('dev', 'api', ['one', 'two']), built('staging', 'api', ['one']));
  rmSync(join(project.folder, '.git'), { recursive: true });
  const { status, stdout } = await session.slipway('releases', 'api');
  expect(status).toBe(0);
  expect(stdout).toContain('`npx slipway promote staging api`; the project is not in a git repository\n');
});

test('the services of a group are shown beside each other, with what holds all of them back', async () => {
  const web = built('dev', 'web', ['one', 'two']);
  grouped.putReleases(
    built('dev', 'api', ['one', 'two']),
    { ...web, history: web.history.slice(0, -1) },
    built('staging', 'api', ['one']),
    built('staging', 'web', ['one']),
  );
  const waiting = await groupedSession.slipway('releases', 'api');
  const lines = waiting.stdout.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'checkout: api, web, which move together',
    '  ENVIRONMENT  SERVICE  SELECTED             SINCE                 STATE',
    `  dev          api      ${two}  2026-11-03T08:10:00Z  verified 2026-11-03T08:15:00Z`,
    `  dev          web      ${two}  2026-11-03T08:10:00Z  not verified`,
  ]);
  expect(waiting.stdout).toContain(
    `  → staging: api ${two}, web ${two}, selected in dev since 2026-11-03T08:10:00Z, waits for verification there: \`npx slipway verify dev web\`\n`,
  );
  await groupedSession.slipway('verify', 'dev', '--verified-by', 'a test');
  const ready = await groupedSession.slipway('releases');
  expect(ready.stdout).toMatch(
    /→ staging: api \S+, web \S+, verified together in dev since \S+, waits for `npx slipway promote staging checkout`\n/,
  );
  const json = JSON.parse((await groupedSession.slipway('releases', '--json')).stdout) as readonly {
    readonly group?: string;
    readonly places: readonly { readonly waiting?: { readonly obstacles: readonly unknown[] } }[];
  }[];
  expect(json.map(({ group, places }) => [group, places[1]?.waiting?.obstacles])).toEqual([
    ['checkout', []],
    ['checkout', []],
  ]);
});
