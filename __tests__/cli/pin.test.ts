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

beforeAll(async () => {
  server = createServer(({ url }, response) => {
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
});

/** Adds a service with this image, given by this code. */
function caches(image: string): void {
  project.put(
    'cache.js',
    `const { noProbe, prebuilt, service } = require('slipway');\nexports.cache = service({ name: 'cache', image: ${image}, ready: noProbe('a test') });\n`,
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
