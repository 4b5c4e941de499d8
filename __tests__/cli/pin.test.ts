import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { commandSession } from '../support/command-session';
import { LineProject } from './line-project';

const MANIFEST = '{"schemaVersion":2,"manifests":[]}';
const DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;
const INDEX = 'application/vnd.oci.image.index.v1+json';

const project = new LineProject();
const session = commandSession(project.folder, project.env);
let server: Server;
let redis: string;
/** What the registry calls what it sends. */
let said: string | undefined;
let asked: readonly (string | undefined)[];

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    asked = [...asked, url];
    if (url !== '/v2/library/redis/manifests/7.4') response.writeHead(404).end('{}');
    else
      response
        .writeHead(200, {
          'content-type': INDEX,
          ...(said === undefined ? {} : { 'docker-content-digest': said }),
        })
        .end(MANIFEST);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  redis = `127.0.0.1:${(server.address() as AddressInfo).port}/library/redis`;
});
afterAll(() => {
  session.end();
  server.close();
});
beforeEach(() => {
  said = DIGEST;
  asked = [];
});

/** Adds a service with this image, given by this code. */
function caches(image: string): void {
  project.put(
    'cache.js',
    `const { Cpu, noProbe, prebuilt, service, Size } = require('slipway');\nexports.cache = service({ name: 'cache', image: ${image}, ready: noProbe('a test') });\n`,
  );
  const composition = readFileSync(join(project.folder, 'composition.js'), 'utf8');
  if (composition.includes('cache.js')) return;
  project.put(
    'composition.js',
    composition
      .replace('const line =', "services.push(require('./cache.js').cache);\nconst line =")
      .replace('web: settings }', 'web: settings, cache: settings }'),
  );
}
const written = () => readFileSync(join(project.folder, 'cache.js'), 'utf8');

test('the digest of a tag is written where the image is named', async () => {
  caches(`prebuilt('${redis}:7.4')`);
  const { status, stdout } = await session.slipway('pin');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `cache: ${redis}:7.4 → ${redis}:7.4@${DIGEST}\n` });
  expect(written()).toContain(`prebuilt('${redis}:7.4@${DIGEST}')`);
  expect((await session.slipway('pin', '--update')).stdout).toBe('There is nothing to pin.\n');
});

test('the digest of a sidecar is written like that of its service', async () => {
  const pinned = `prebuilt('${redis}:7.4@${DIGEST}')`;
  caches(
    `${pinned}, sidecars: { aside: { image: prebuilt('${redis}:7.4'), cpu: Cpu.cores(1), memory: Size.gibibytes(1) } }`,
  );
  await session.slipway('pin');
  expect(written()).toContain(`aside: { image: ${pinned},`);
});

test('a digest that is written already is asked for again only with --update', async () => {
  const old = `${redis}:7.4@sha256:${'0'.repeat(64)}`;
  caches(`prebuilt('${old}')`);
  expect((await session.slipway('pin')).stdout).toBe('There is nothing to pin.\n');
  expect((await session.slipway('pin', '--update', '--dry-run')).status).toBe(2);
  expect(written()).toContain(old);
  await session.slipway('pin', 'cache', '--update');
  expect(written()).toContain(`prebuilt('${redis}:7.4@${DIGEST}')`);
});

test('a tag that the registry does not have is refused, and nothing is written', async () => {
  caches(`prebuilt('${redis}:8')`);
  const { status, stderr } = await session.slipway('pin');
  expect(status).toBe(1);
  expect(stderr).toContain('services.cache.image must name a tag that the registry has');
  expect(written()).toContain(`prebuilt('${redis}:8')`);
});

test('a registry that calls an image by another digest than that of what it sends is not believed', async () => {
  said = `sha256:${'1'.repeat(64)}`;
  caches(`prebuilt('${redis}:7.4')`);
  const { status, stderr } = await session.slipway('pin');
  expect(status).toBe(1);
  expect(stderr).toContain('Nothing is pinned.');
});

test('a name that is put together cannot be replaced: what to write is said', async () => {
  caches(`prebuilt('${redis}' + ':7.4')`);
  const { status, stderr } = await session.slipway('pin');
  expect(status).toBe(1);
  expect(stderr).toContain(`Write prebuilt('${redis}:7.4@${DIGEST}') yourself.`);
});

test.each<[string, (image: string) => string, string]>([
  ['no registry', () => 'redis:7.4', 'Write the whole name: docker.io/library/redis if'],
  ['a tag that is not one', (image) => `${image}:7 4`, 'must have a tag of letters'],
  ['no name', () => '', "must begin with a registry's host"],
])('with %s it is refused before any registry is asked', async (_what, text, message) => {
  caches(`prebuilt('${text(redis)}')`);
  const { status, stderr } = await session.slipway('pin');
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(asked).toEqual([]);
});

test('two services with one image are pinned together, and the registry is asked once', async () => {
  caches(`prebuilt('${redis}:7.4')`);
  const before = readFileSync(join(project.folder, 'composition.js'), 'utf8');
  project.put(
    'cache.js',
    `${written()}exports.queue = service({ name: 'queue', image: prebuilt('${redis}:7.4'), ready: noProbe('a test') });\n`,
  );
  project.put(
    'composition.js',
    before
      .replace('const line =', "services.push(require('./cache.js').queue);\nconst line =")
      .replace('cache: settings', 'cache: settings, queue: settings'),
  );
  const { stdout } = await session.slipway('pin');
  project.put('composition.js', before);
  expect(stdout).toBe(
    ['cache', 'queue'].map((name) => `${name}: ${redis}:7.4 → ${redis}:7.4@${DIGEST}\n`).join(''),
  );
  expect(written().split(`prebuilt('${redis}:7.4@${DIGEST}')`)).toHaveLength(3);
  expect(asked).toHaveLength(1);
});
