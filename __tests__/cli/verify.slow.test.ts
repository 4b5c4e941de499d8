import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instantOf, type Release } from 'slipway';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { clusterAnswers, type Deployed } from './cluster-answers';
import { LineProject } from './line-project';

const project = new LineProject();
const deployed = new Map<string, Deployed>();
let answers: Awaited<ReturnType<typeof clusterAnswers>>;
const session = commandSession(project.folder, project.env);

beforeAll(async () => {
  answers = await clusterAnswers(deployed);
  project.put('kubeconfig', answers.kubeconfig);
});
afterAll(() => {
  session.end();
  answers.server.close();
});
beforeEach(() => {
  deployed.clear();
  project.putReleases(releaseThrough('dev', ['one'], { verified: false }), {
    ...releaseThrough('dev', ['one'], { verified: false }),
    service: 'web',
  });
});

function runs(service: string, name: string, more: Partial<Deployed> = {}): void {
  const image = `registry.example.com/line/${service}@${digestOf(name)}`;
  deployed.set(`line-dev/${service}`, { image, readySince: '2026-11-03T09:00:00Z', ...more });
}

function eventsOf(service: string): readonly string[] {
  const path = join(project.folder, 'environments', 'dev', 'releases', `${service}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as Release).history.map(({ event }) => event);
}

test('a running selected image is verified, and the observation is recorded', async () => {
  runs('api', 'one');
  runs('web', 'one');
  expect(await session.slipway('verify', 'dev')).toMatchObject({ status: 0, stderr: '' });
  expect([eventsOf('api'), eventsOf('web')]).toEqual([
    ['selected', 'verified'],
    ['selected', 'verified'],
  ]);
  const text = readFileSync(join(project.folder, 'environments/dev/releases/api.json'), 'utf8');
  expect(text).toContain('1 of 1 pods run it, available since 2026-11-03T09:00:00');
});

test.each<[string, () => void, string]>([
  ['is not there', () => undefined, 'api: the cluster has no such workload'],
  [
    'is another image',
    () => {
      runs('api', 'other');
    },
    `api: the workload in the cluster declares ${digestOf('other').slice(0, 19)}`,
  ],
  [
    'has stalled',
    () => {
      runs('api', 'one', { readySince: undefined, stalled: 'ReplicaSet "api-1" has timed out progressing.' });
    },
    'api: its rollout has stalled: ReplicaSet',
  ],
  [
    'is not ready',
    () => {
      runs('api', 'one', { readySince: undefined });
    },
    '1 of 1 pods have it, 0 are available',
  ],
  [
    'was ready only now',
    () => {
      runs('api', 'one', { readySince: instantOf(new Date()) });
    },
    's, and must be for 30 s',
  ],
])('a service that %s is not verified, and the reason is shown', async (_what, deploy, why) => {
  runs('web', 'one');
  deploy();
  const { status, stderr } = await session.slipway('verify', 'dev');
  expect({ status, api: eventsOf('api'), web: eventsOf('web') }).toEqual({
    status: 1,
    api: ['selected'],
    web: ['selected', 'verified'],
  });
  expect(stderr).toContain(why);
});

test('verify can wait for a rollout in progress', async () => {
  runs('api', 'one', { readySince: undefined });
  const verified = session.slipway('verify', 'dev', 'api', '--wait', '1m', '--stable-for', '0s');
  setTimeout(() => {
    runs('api', 'one');
  }, 500);
  expect((await verified).status).toBe(0);
  expect(eventsOf('api')).toEqual(['selected', 'verified']);
});

test('samples are not verified: where there is nothing else, that is reported, and it is not a success', async () => {
  const samples = (service: string): Release => {
    const release = releaseThrough('dev', ['one'], { verified: false });
    const records = release.records.map((record) => ({ ...record, sample: true as const }));
    return { ...release, service, records };
  };
  project.putReleases(samples('api'), samples('web'));
  const { status, stdout, stderr } = await session.slipway('verify', 'dev', '--wait');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('environments/dev/releases/api.json#/selected must not be a sample');
});

test('status shows what runs, and exits with 2 if it is not what is selected', async () => {
  runs('api', 'one');
  runs('web', 'other');
  const { status, stdout } = await session.slipway('status', 'dev');
  expect(status).toBe(2);
  expect(stdout).toMatch(/api +sha256:\S+ +sha256:\S+ +1\/1 +as selected, since 2026-11-03T09:00:00/);
  expect(stdout).toMatch(/web .*the workload in the cluster declares/);
  runs('web', 'one');
  const agreed = await session.slipway('status', 'dev', '--json');
  expect(agreed.status).toBe(0);
  expect(JSON.parse(agreed.stdout)).toMatchObject({
    environment: 'dev',
    services: [
      { service: 'api', isAsSelected: true, runs: [digestOf('one')] },
      { service: 'web', isAsSelected: true },
    ],
  });
});

test('a cluster that does not answer gives no stack trace and verifies nothing', async () => {
  project.put('kubeconfig', answers.kubeconfig.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'));
  const { status, stderr } = await session.slipway('verify', 'dev');
  project.put('kubeconfig', answers.kubeconfig);
  expect(status).toBe(1);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(eventsOf('api')).toEqual(['selected']);
});

test('an image that two services run is verified once both of them run it', async () => {
  const before = readFileSync(join(project.folder, 'composition.js'), 'utf8');
  project.put(
    'composition.js',
    before
      .replace(
        'const line =',
        "services.push(service({ name: 'mail', image: services[0].image, ready: noProbe('a test') }));\nconst line =",
      )
      .replace('web: settings }', 'web: settings, mail: settings }'),
  );
  runs('api', 'one');
  runs('web', 'one');
  const refused = await session.slipway('verify', 'dev');
  expect(refused.stderr).toContain('mail: the cluster has no such workload');
  expect([refused.status, eventsOf('api'), eventsOf('web')]).toEqual([
    1,
    ['selected'],
    ['selected', 'verified'],
  ]);

  const image = `registry.example.com/line/api@${digestOf('one')}`;
  deployed.set('line-dev/mail', { image, readySince: '2026-11-03T09:00:00Z' });
  expect((await session.slipway('verify', 'dev', 'api')).status).toBe(0);
  expect(eventsOf('api')).toEqual(['selected', 'verified']);
  project.put('composition.js', before);
});
