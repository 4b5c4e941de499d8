import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from 'slipway';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { LineProject } from './line-project';

// From dev into two regions at once, and into the world after both.

const project = new LineProject();
const composition = readFileSync(join(project.folder, 'composition.js'), 'utf8');
project.put(
  'composition.js',
  composition
    .replace('const { Cpu,', 'const { all, Cpu,')
    .replace("environment('staging', { after: dev })", "environment('eu', { after: dev })")
    .replace(
      "environment('prod', { after: staging });",
      "environment('us', { after: dev });\nconst world = environment('world', { after: all(staging, prod) });",
    )
    .replace('[dev, staging, prod]', '[world, prod, staging, dev]'),
);
project.commit('regions');
const session = commandSession(project.folder, project.env);
afterAll(() => {
  session.end();
});

function selectedIn(environment: string, service: string): string | null {
  const path = join(project.folder, 'environments', environment, 'releases', `${service}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as Release).selected;
}
const of = (environment: string, service: string, names: readonly string[]): Release => ({
  ...releaseThrough(environment, names),
  service,
});

test('what both regions have verified goes into the world, and nothing else', async () => {
  project.putReleases(
    ...['dev', 'eu', 'us'].map((name) => of(name, 'api', ['one', 'two'])),
    of('dev', 'web', ['one']),
    of('eu', 'web', ['one']),
  );
  const { status, stderr } = await session.slipway('promote', 'world');
  expect(status).toBe(1);
  expect(stderr).toContain(
    'environments/world/releases/web.json#/selected must be a digest that was verified in us',
  );
  const api = await session.slipway('promote', 'world', 'api');
  expect(api.stdout).toContain('release: promote api from eu to world');
  expect(selectedIn('world', 'api')).toBe(digestOf('two'));
});

test('a region that is named must be one of those before', async () => {
  project.putReleases(of('dev', 'api', ['one']));
  const { status, stderr } = await session.slipway('promote', 'world', '--from', 'dev');
  expect(status).toBe(1);
  expect(stderr).toContain('world must be promoted from eu and us, the environments before it, but is dev');
});
