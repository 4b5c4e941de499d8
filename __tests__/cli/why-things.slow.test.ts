import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Release, renderRelease } from 'slipway';
import { at, digestOf, eventOf, recordOf } from '../promotion/support';
import { beginRepository, mergePullRequest } from '../support/begin-repository';
import { commandSession } from '../support/command-session';
import { TYPESCRIPT } from '../support/run-typescript';

// The reference project, in a repository of its own: two images of api have passed through its environments.
const top = join(__dirname, '../..');
const home = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-why-')));
const env = { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1' };
const COPIED = [
  'composition.ts',
  'project.ts',
  'main.ts',
  'package.json',
  'tsconfig.json',
  'environments',
  'services',
];
const session = commandSession(home, env);
afterAll(() => {
  session.end();
  rmSync(home, { recursive: true, force: true });
});

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: home, env, encoding: 'utf8' }).trim();

function commit(subject: string): string {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', subject);
  return git('rev-parse', 'HEAD');
}

/** Changes the project on a branch, and merges it as GitHub does. @returns the commit of the change */
function pullRequest(number: number, subject: string, change: () => void): string {
  git('checkout', '--quiet', '-b', `branch-${number}`);
  change();
  const id = commit(subject);
  git('checkout', '--quiet', 'main');
  mergePullRequest(git, number);
  return id;
}

function edit(path: string, change: (text: string) => string): void {
  const file = join(home, path);
  const text = change(readFileSync(file, 'utf8'));
  writeFileSync(file, text);
}

/** The line of a file that has a text, as messages name it. */
function lineOf(path: string, text: string): string {
  const lines = readFileSync(join(home, path), 'utf8').split('\n');
  return `${path}:${lines.findIndex((line) => line.includes(text)) + 1}`;
}

function release(environment: string, fields: Pick<Release, 'selected' | 'records' | 'history'>): void {
  const path = `environments/${environment}/releases/api.json`;
  writeFileSync(join(home, path), renderRelease({ environment, service: 'api', ...fields }));
}

async function why(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await session.slipway('why', ...args);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

async function json<T>(...args: readonly string[]): Promise<T> {
  return JSON.parse(await why(...args, '--json')) as T;
}

const ids: Record<string, string> = {};

beforeAll(() => {
  for (const name of COPIED) cpSync(join(top, name), join(home, name), { recursive: true });
  for (const name of ['node_modules', 'bin', 'index.ts']) symlinkSync(join(top, name), join(home, name));
  writeFileSync(join(home, '.gitignore'), '.cache\n/node_modules\n/bin\n/index.ts\ncdktf.out\n');
  beginRepository(git);
  ids['begin'] = commit('Begin');
  ids['change'] = pullRequest(11, 'Retry an order once', () => {
    edit('services/api/src/server.js', (text) => `${text}\n// retried\n`);
  });
  const [one, two] = [
    recordOf('one', 0, { commit: ids['begin'] }),
    recordOf('two', 10, { commit: ids['change'] }),
  ];
  const [first, second] = [digestOf('one'), digestOf('two')];
  for (const environment of ['dev', 'staging', 'prod'])
    release(environment, {
      selected: first,
      records: [one],
      history: [eventOf('selected', 'one'), eventOf('verified', 'one', 1)],
    });
  commit('release: api');
  ids['promotion'] = pullRequest(12, 'release: promote api to prod', () => {
    for (const environment of ['dev', 'staging', 'prod'])
      release(environment, {
        selected: second,
        records: [one, two],
        history: [
          eventOf('selected', 'one'),
          eventOf('verified', 'one', 1),
          eventOf('selected', 'two', 10),
          eventOf('verified', 'two', 11, { by: 'a check' }),
        ],
      });
  });
  ids['placement'] = pullRequest(13, 'Make room on rack2-a', () => {
    edit('environments/prod/placement.json', (text) =>
      text.replace('"nodes/2": "rack2-b"', '"nodes/2": "rack2-a"'),
    );
  });
  execFileSync(process.execPath, ['-C', 'slipway-source', ...TYPESCRIPT, 'main.ts'], {
    cwd: home,
    env,
    stdio: 'ignore',
  });
});

test('a pod leads to its image, to the events of its release, and to commits and pull requests', async () => {
  const said = await why('shop-prod/api-7c9d8f6b5-x2x4z');
  const [promoted, changed] = [ids['promotion']?.slice(0, 12), ids['change']?.slice(0, 12)];
  expect(said.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['api-7c9d8f6b5-x2x4z, a pod of api in prod, namespace shop-prod'],
    ['declared', lineOf('services/api/service.ts', 'service({')],
    ['settings', lineOf('environments/prod/index.ts', '    api: {')],
    [
      expect.stringMatching(
        `^prod selects registry.example.com/shop/api@sha256:[0-9a-f]{12}, built from ${changed} Retry an order once \\(Ada, \\d{4}-\\d\\d-\\d\\d, #11\\)$`,
      ),
    ],
    ...['dev', 'staging', 'prod'].map((environment) => [
      environment,
      'selected',
      at(10),
      'by https://ci.example.com/runs/1',
      promoted,
    ]),
    ...['dev', 'staging', 'prod'].map((environment) => [
      environment,
      'verified',
      at(11),
      'by a check',
      promoted,
    ]),
    ['Recorded by'],
    [expect.stringMatching(`^${promoted} release: promote api to prod \\(Ada, .*, #12\\)$`)],
    [expect.stringMatching(/^Before, it selected sha256:[0-9a-f]{12}, and this one brings 1 commit:$/)],
    [expect.stringMatching(`^${changed} Retry an order once .*#11`)],
    [expect.stringContaining('`npx slipway status prod`')],
    [''],
  ]);
});

test('a machine leads to its host, to the commit that chose it, and to what rules out the others', async () => {
  interface Answer {
    readonly place: {
      readonly from: string | null;
      readonly written: { readonly origin: { readonly id: string } };
    };
  }
  const { place, ...rest } = await json<Answer>('shop-prod-nodes-2');
  expect(rest).toMatchObject({
    kind: 'machine',
    environment: 'prod',
    pool: 'nodes',
    slot: '2',
    resource: 'libvirt_domain.nodes-2',
  });
  expect(place).toMatchObject({
    by: 'placement',
    host: 'rack2-a',
    at: lineOf('environments/prod/placement.json', '"nodes/2": "rack2-a"'),
    from: 'rack2-b',
    written: { origin: { id: ids['placement'], pullRequest: '#13' } },
    others: [
      { host: 'rack2-b', objection: 'nothing' },
      { host: 'rack3-a', objection: 'shared' },
    ],
  });
  expect(await why('prod/nodes/2')).toContain(
    'It runs on rack2-a: `slipway place` moved it there from rack2-b',
  );
  expect(await why('prod/nodes/0')).toContain('`slipway place` chose it for the new slot');
});

test('a machine whose host the environment gives leads to the line that gives it', async () => {
  const line = lineOf('environments/dev/index.ts', "slots: { 0: 'desk'");
  expect(await why('dev/nodes/0')).toContain(
    `It runs on desk, as ${line} says\n  ${ids['begin']?.slice(0, 12)} Begin (Ada,`,
  );
});

test('an image leads to the services and environments that run it', async () => {
  expect(await json(digestOf('two'))).toMatchObject({
    kind: 'image',
    services: ['api'],
    commit: ids['change'],
    source: { pullRequest: '#11' },
    runs: ['dev', 'staging', 'prod'].map((environment) => ({ environment, workload: 'api' })),
  });
  const said = await why(`registry.example.com/shop/api@${digestOf('one')}`);
  expect(said).toContain('No environment is to run it now.');
  expect(await why('sha512:0ea74c')).toMatch(/prod +machines start from it: nodes\/0, nodes\/1, nodes\/2\n/);
});

test('a Terraform address leads to the line that declares it', async () => {
  expect(await json('prod-services:kubernetes_deployment_v1.api')).toMatchObject({
    declaredAt: lineOf('services/api/service.ts', 'service({'),
    settingsAt: lineOf('environments/prod/index.ts', '    api: {'),
    partOf: 'prod/api',
  });
  expect(await json('dev-machines-desk:libvirt_domain.nodes-0')).toMatchObject({
    declaredAt: lineOf('environments/dev/index.ts', "slots: { 0: 'desk'"),
    written: { origin: { id: ids['begin'] } },
    partOf: 'dev/nodes/0',
  });
  expect(await json('dev-machines-desk/libvirt_network.lan')).toMatchObject({
    declaredAt: lineOf('environments/dev/index.ts', 'lan: nat('),
    partOf: null,
  });
});

test('a line that is not committed is told as that', async () => {
  edit('services/worker/service.ts', (text) => text.replace('service({', 'service({ '));
  edit(
    'services/worker/service.ts',
    (text) => `// above\n${text.replace("name: 'worker'", "name: 'worker' as const")}`,
  );
  edit('services/worker/service.ts', (text) =>
    text.replace(/^export const worker = /m, 'export const worker =\n  '),
  );
  expect(await why('prod-services:kubernetes_deployment_v1.worker')).toMatch(
    /declared +services\/worker\/service\.ts:\d+ +not committed/,
  );
  git('checkout', '--quiet', 'services/worker/service.ts');
});

test('what is unknown, and what may be several things, is refused', async () => {
  expect(await session.slipway('why', 'prod/apu')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Did you mean prod/api?') as string,
  });
  expect(await session.slipway('why', 'nodes/0', '--env', 'qa')).toMatchObject({ status: 1 });
  expect(await session.slipway('why', 'nodes/0')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Choose from: dev/nodes/0, staging/nodes/0, prod/nodes/0.') as string,
  });
  expect(await why('nodes/0', '--env', 'dev')).toContain('runs on desk');
});
