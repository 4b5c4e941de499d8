import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from 'slipway';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { clusterAnswers, type Deployed } from './cluster-answers';
import { LineProject } from './line-project';

// Staging does without `api`, whose image a container of `web` runs there. It also does without `tool`, whose image nothing runs.

const project = new LineProject();
project.put(
  'composition.js',
  `
const { absent, Cpu, image, kubeconfig, localState, noProbe, project, readReleases, service, Size } = require('slipway');
const { join } = require('node:path');
const small = { cpu: Cpu.millis(100), memory: Size.mebibytes(64) };
const made = (name, folder, more) => service({
  name, image: image({ context: join(__dirname, 'services', folder) }), ready: noProbe('a test'), ...more });
const api = made('api', 'api');
const tool = made('tool', 'api');
const web = made('web', 'web', { sidecars: { proxy: { image: api.image, ...small } } });
const line = project({ name: 'line', root: __dirname, registry: 'registry.example.com/line', state: localState(), services: [api, tool, web] });
const run = { replicas: 1, ...small };
const environment = (name, more) => line.environment({
  name, cluster: kubeconfig({ context: 'dev', path: join(__dirname, 'kubeconfig'), provides: {} }),
  services: { api: run, tool: run, web: run }, ...more });
const dev = environment('dev', {});
const without = absent('a test');
const staging = environment('staging', { after: dev, services: { api: without, tool: without, web: run } });
const prod = environment('prod', { after: staging });
exports.composition = { project: line, environments: [dev, staging, prod], releases: readReleases(join(__dirname, 'environments')) };
`,
);
const deployed = new Map<string, Deployed>();
let answers: Awaited<ReturnType<typeof clusterAnswers>>;
const session = commandSession(project.folder, project.env);
const imageOf = (service: string, name: string) => `registry.example.com/line/${service}@${digestOf(name)}`;
const readySince = '2026-11-03T09:00:00Z';

beforeAll(async () => {
  answers = await clusterAnswers(deployed);
  project.put('kubeconfig', answers.kubeconfig);
});
afterAll(() => {
  session.end();
  answers.server.close();
});
beforeEach(() => {
  const one = (environment: string, service: string, verified = true): Release => ({
    ...releaseThrough(environment, ['one'], { verified }),
    service,
  });
  project.putReleases(
    ...['api', 'tool', 'web'].map((service) => one('dev', service)),
    ...['api', 'web'].map((service) => one('staging', service, false)),
  );
  project.commit('releases');
});

function releaseIn(environment: string, service: string): Release {
  const path = join(project.folder, 'environments', environment, 'releases', `${service}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Release;
}

test('a service is promoted past an environment that runs nothing of it', async () => {
  const { status, stdout, stderr } = await session.slipway('promote', 'prod', 'tool');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(releaseIn('prod', 'tool').selected).toBe(digestOf('one'));
  expect(stdout).toContain('release: promote tool from dev to prod');
});

test('`releases` shows its way without that environment', async () => {
  const { stdout } = await session.slipway('releases', 'tool', '--json');
  const [{ places }] = JSON.parse(stdout) as [
    { places: readonly { environment: string; waiting?: object }[] },
  ];
  expect(places.map(({ environment }) => environment)).toEqual(['dev', 'prod']);
  expect(places[1]?.waiting).toMatchObject({ from: 'dev' });
});

test('to promote it into that environment is refused by its name, and passed over among all', async () => {
  const { status, stderr } = await session.slipway('promote', 'staging', 'tool');
  expect(status).toBe(1);
  expect(stderr).toContain('environments.staging.services.tool must run in the environment');
  expect((await session.slipway('promote', 'staging')).status).toBe(0);
});

test('an image is verified where a container of another service runs it', async () => {
  const others = { proxy: imageOf('api', 'one') };
  deployed.set('line-staging/web', { image: imageOf('web', 'one'), readySince, others });
  expect(await session.slipway('verify', 'staging')).toMatchObject({ status: 0, stderr: '' });
  expect(releaseIn('staging', 'api').history.at(-1)).toMatchObject({ event: 'verified' });
});

test('and not while that container runs another one', async () => {
  const others = { proxy: imageOf('api', 'before') };
  deployed.set('line-staging/web', { image: imageOf('web', 'one'), readySince, others });
  const { status, stderr } = await session.slipway('verify', 'staging');
  expect(status).toBe(1);
  expect(stderr).toContain('web, container proxy: the workload in the cluster declares');
  expect(releaseIn('staging', 'api').history.at(-1)).toMatchObject({ event: 'selected' });
  expect(releaseIn('staging', 'web').history.at(-1)).toMatchObject({ event: 'verified' });
});
