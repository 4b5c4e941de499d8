import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { clusterAnswers, type Deployed } from './cluster-answers';
import { LineProject } from './line-project';

const project = new LineProject();
const text = readFileSync(join(project.folder, 'composition.js'), 'utf8')
  .replace('image, kubeconfig', 'image, job, kubeconfig')
  .replace(
    'state: localState(), services',
    "state: localState(), services, jobs: [job({ name: 'migrate', of: services[0], command: ['x'], before: [services[0]] })]",
  );
project.put('composition.js', text);

const deployed = new Map<string, Deployed>();
const configMaps = new Map<string, Readonly<Record<string, string>>>();
let answers: Awaited<ReturnType<typeof clusterAnswers>>;
const session = commandSession(project.folder, project.env);

beforeAll(async () => {
  answers = await clusterAnswers(deployed, configMaps);
  project.put('kubeconfig', answers.kubeconfig);
  for (const service of ['api', 'web']) {
    const image = `registry.example.com/line/${service}@${digestOf('two')}`;
    deployed.set(`line-dev/${service}`, { image, readySince: '2026-11-03T09:00:00Z' });
  }
  const release = releaseThrough('dev', ['one', 'two', 'three']);
  const selected = { ...release, selected: digestOf('two') };
  const event = {
    at: '2026-11-03T09:00:00Z',
    event: 'restored',
    digest: digestOf('two'),
    by: 'a test',
  } as const;
  const restored = { ...selected, history: [...release.history, { ...event, reason: 'it loses orders' }] };
  project.putReleases(restored, { ...restored, service: 'web' });
});
afterAll(() => {
  session.end();
  answers.server.close();
});
beforeEach(() => {
  configMaps.clear();
});

function recorded(...events: readonly string[]): void {
  const lines = events.map((event) => {
    const [word = '', name = ''] = event.split(' ');
    return `2026-11-03T09:00:00Z ${word} ${digestOf(name)}\n`;
  });
  configMaps.set('line-dev/slipway-jobs', { migrate: lines.join('') });
}

test.each<[string, readonly string[], string, number]>([
  [
    'a job that has not run for what is selected',
    ['started one', 'succeeded one'],
    'due: the next deploy runs it',
    2,
  ],
  ['a job that has', ['started two', 'succeeded two'], 'has run, until 2026-11-03T09:00:00Z', 0],
  [
    'a job that ran for a newer image, after a rollback',
    ['started three', 'succeeded three'],
    `does not run: it has run for ${digestOf('three').slice(0, 19)}, which is newer`,
    0,
  ],
  ['a job that failed', ['started two', 'failed two'], 'failed at 2026-11-03T09:00:00Z', 2],
  ['a job whose end nobody saw', ['started two'], 'nobody knows how it ended', 2],
])('status tells of %s', async (_, events, state, code) => {
  recorded(...events);
  const { status, stdout, stderr } = await session.slipway('status', 'dev');
  expect(stderr).toBe('');
  expect(stdout).toContain('JOB');
  expect(stdout).toContain(state);
  expect(status).toBe(code);
});

test('status gives it to scripts, too', async () => {
  const { stdout } = await session.slipway('status', 'dev', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    jobs: [{ job: 'migrate', selected: digestOf('two'), isAsSelected: false }],
  });
});

test('status without an environment shows all, and why it cannot see one', async () => {
  recorded('started two', 'succeeded two');
  const { status, stdout, stderr } = await session.slipway('status');
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const [dev = '', staging = '', prod = ''] = stdout.split('\n\n').filter((text) => !text.startsWith('JOB'));
  expect(dev).toMatch(/^dev\nSERVICE.*\napi .*as selected/s);
  expect(staging).toMatch(/^staging\n.*context staging/s);
  expect(prod).toMatch(/^prod\n.*context prod/s);

  const { stdout: json } = await session.slipway('status', '--json');
  expect(JSON.parse(json)).toEqual([
    expect.objectContaining({ environment: 'dev', cluster: expect.any(String) }),
    { environment: 'staging', failure: expect.stringContaining('context staging') },
    { environment: 'prod', failure: expect.stringContaining('context prod') },
  ]);
});
