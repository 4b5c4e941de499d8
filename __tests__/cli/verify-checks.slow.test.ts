import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from 'slipway';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';
import { clusterAnswers, type Deployed } from './cluster-answers';
import { LineProject } from './line-project';

const project = new LineProject();
const deployed = new Map<string, Deployed>();
/** Path → what the server answers, and how often it was asked. */
const pages = new Map<string, { readonly status: number; readonly body: string }>();
const asked: string[] = [];
const session = commandSession(project.folder, { ...project.env, PROMETHEUS_TOKEN: 'a-token-of-the-test' });
let answers: Awaited<ReturnType<typeof clusterAnswers>>;
let server: Server;
let address: string;

beforeAll(async () => {
  answers = await clusterAnswers(deployed);
  project.put('kubeconfig', answers.kubeconfig);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://here');
    asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`.trim());
    if (pathname === '/never') return;
    const { status, body } = pages.get(pathname) ?? { status: 404, body: 'no such page' };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const text = readFileSync(join(project.folder, 'composition.js'), 'utf8')
    .replace('image, kubeconfig', 'commandCheck, Duration, httpCheck, prometheusCheck, image, kubeconfig')
    .replace("environment('dev', {})", "environment('dev', { checks: [/* checks */] })");
  project.put('composition.js', text);
});
afterAll(() => {
  session.end();
  answers.server.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  pages.clear();
  pages.set('/healthz', { status: 200, body: '{"ready":true}' });
  for (const service of ['api', 'web'])
    deployed.set(`line-dev/${service}`, {
      image: `registry.example.com/line/${service}@${digestOf('one')}`,
      readySince: '2026-11-03T09:00:00Z',
    });
  const release = releaseThrough('dev', ['one'], { verified: false });
  project.putReleases(release, { ...release, service: 'web' });
});

let current = '/* checks */';
async function verify(checks: string, ...args: readonly string[]) {
  const path = join(project.folder, 'composition.js');
  project.put('composition.js', readFileSync(path, 'utf8').replace(current, checks));
  current = checks;
  return session.slipway('verify', 'dev', ...args);
}

function eventsOf(service: string): Release['history'] {
  const path = join(project.folder, 'environments/dev/releases', `${service}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as Release).history;
}

test('checks that pass are recorded with what they found, in their order', async () => {
  const query = JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: [{ value: [1, '0.002'] }] },
  });
  pages.set('/api/v1/query', { status: 200, body: query });
  const command = "['node', '-e', 'process.exit(process.env.SLIPWAY_NAMESPACE === `line-dev` ? 0 : 1)']";
  const { status, stderr } = await verify(
    `httpCheck({ url: '${address}/healthz?key=not-shown', contains: '"ready":true' }),
     commandCheck({ command: ${command} }),
     prometheusCheck({ server: '${address}/', query: 'errors', atMost: 0.01, tokenVariable: 'PROMETHEUS_TOKEN' })`,
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const [, verified] = eventsOf('web');
  expect(verified).toMatchObject({ event: 'verified' });
  const [runs, ...found] = (verified?.reason ?? '').split('\n');
  expect(runs).toContain('1 of 1 pods run it');
  expect(found).toEqual([
    expect.stringMatching(new RegExp(`^GET ${address}/healthz\\?…: 200 in \\d+ ms$`)),
    expect.stringMatching(/^node -e .*: done in \d+ s$/),
    'errors: 0.002',
  ]);
  expect(asked).toContain('/api/v1/query?query=errors Bearer a-token-of-the-test');
  expect(JSON.stringify(eventsOf('web'))).not.toMatch(/a-token-of-the-test|not-shown/);

  asked.length = 0;
  expect((await session.slipway('verify', 'dev')).stdout).toContain('There is nothing to change.');
  expect(asked).toEqual([]);
});

test.each<[string, () => string, readonly string[]]>([
  [
    'another status',
    () => {
      pages.set('/healthz', { status: 503, body: 'the database is away' });
      return `httpCheck({ url: '${address}/healthz' })`;
    },
    ['/healthz: 503 in ', ', and not 200\n    the database is away'],
  ],
  [
    'another page',
    () => `httpCheck({ url: '${address}/healthz', contains: 'checkout' })`,
    ['without "checkout"\n    {"ready":true}'],
  ],
  [
    'no answer in time',
    () => `httpCheck({ url: '${address}/never', within: Duration.seconds(1) })`,
    ['/never: no whole answer within 1 s'],
  ],
  ['nobody there', () => "httpCheck({ url: 'http://127.0.0.1:1/' })", ['no answer: ']],
  [
    'a command that fails',
    () => `commandCheck({ command: ['node', '-e', 'console.log("2 of 3 tests failed"); process.exit(3)'] })`,
    [': exit code 3 after ', '\n    2 of 3 tests failed'],
  ],
  [
    'a command that does not end',
    () =>
      `commandCheck({ command: ['node', '-e', 'setInterval(() => {}, 1e6)'], within: Duration.seconds(1) })`,
    ['not done within 1 s'],
  ],
  [
    'a program that is not there',
    () => "commandCheck({ command: ['no-such-program'] })",
    ['no-such-program'],
  ],
  [
    'a value out of bounds',
    () => {
      const data = { resultType: 'scalar', result: [1, '0.2'] };
      pages.set('/api/v1/query', { status: 200, body: JSON.stringify({ status: 'success', data }) });
      return `prometheusCheck({ server: '${address}', query: 'errors', atMost: 0.01, for: Duration.minutes(5) })`;
    },
    ['errors: 0.2, which must be at most 0.01'],
  ],
  [
    'a value that is not a number',
    () => {
      const data = { resultType: 'vector', result: [{ value: [1, 'NaN'] }] };
      pages.set('/api/v1/query', { status: 200, body: JSON.stringify({ status: 'success', data }) });
      return `prometheusCheck({ server: '${address}', query: '0 / 0', atLeast: 0 })`;
    },
    ['0 / 0: NaN, which must be at least 0'],
  ],
  [
    'a query without data',
    () => {
      const data = { resultType: 'vector', result: [] };
      pages.set('/api/v1/query', { status: 200, body: JSON.stringify({ status: 'success', data }) });
      return `prometheusCheck({ server: '${address}', query: 'errros', atMost: 1 })`;
    },
    ['errros: no data'],
  ],
  [
    'a query that is wrong',
    () => {
      const body = JSON.stringify({
        status: 'error',
        errorType: 'bad_data',
        error: 'unexpected end of input',
      });
      pages.set('/api/v1/query', { status: 400, body });
      return `prometheusCheck({ server: '${address}', query: 'sum(', atMost: 1 })`;
    },
    ['answered with 400, and not with a result\n', 'unexpected end of input'],
  ],
  [
    'a token that is not there',
    () =>
      `prometheusCheck({ server: '${address}', query: 'up', atLeast: 1, tokenVariable: 'NO_SUCH_TOKEN' })`,
    ['NO_SUCH_TOKEN must be set'],
  ],
])('%s fails the verification: nothing is recorded, later checks do not run', async (_, checks, expected) => {
  const later = `httpCheck({ url: '${address}/later' })`;
  const { status, stderr } = await verify(`${checks()}, ${later}`);
  expect(status).toBe(1);
  for (const text of expected) expect(stderr).toContain(text);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(eventsOf('api').map(({ event }) => event)).toEqual(['selected']);
  expect(asked).not.toContain('/later');
});

test('a check that fails offers the rollback', async () => {
  const { stderr } = await verify(`httpCheck({ url: '${address}/gone' })`);
  expect(stderr).toContain('npx slipway rollback dev --reason "…"');
});

test('a value must stay within its bounds for all of the time', async () => {
  const answer = (value: string) => ({
    status: 200,
    body: JSON.stringify({ status: 'success', data: { resultType: 'scalar', result: [1, value] } }),
  });
  pages.set('/api/v1/query', answer('0'));
  const verified = verify(
    `prometheusCheck({ server: '${address}', query: 'errors', atMost: 0, for: Duration.minutes(1) })`,
  );
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  pages.set('/api/v1/query', answer('7'));
  expect((await verified).stderr).toContain('errors: 7, which must be at most 0');
});

test('with --wait, a request is made again until it is answered as it should be', async () => {
  pages.set('/healthz', { status: 404, body: 'the ingress does not know it yet' });
  const verified = verify(`httpCheck({ url: '${address}/healthz' })`, '--wait', '1m');
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  pages.set('/healthz', { status: 200, body: '' });
  expect((await verified).status).toBe(0);
});

test('checks are not run where a service does not run what is selected', async () => {
  deployed.delete('line-dev/web');
  const { status, stderr } = await verify(`httpCheck({ url: '${address}/healthz' })`);
  expect(status).toBe(1);
  expect(stderr).toContain('web: the cluster has no such workload');
  expect(asked).toEqual([]);
  expect(eventsOf('api').map(({ event }) => event)).toEqual(['selected']);
});
