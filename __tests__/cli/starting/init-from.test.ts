import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandSession } from '../../support/command-session';

// An existing application becomes a project that synthesises. This checkout stands in for what `npm install` would bring.
const top = join(__dirname, '../../..');
const home = mkdtempSync(join(tmpdir(), 'slipway-from-'));
const session = commandSession(home, process.env);
const DIGEST = `sha256:${'5'.repeat(64)}`;

afterAll(() => {
  session.end();
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
}

function read(path: string): string {
  return readFileSync(join(home, path), 'utf8');
}

function synthesise(project: string) {
  const packages = join(home, project, 'node_modules');
  mkdirSync(packages);
  symlinkSync(top, join(packages, 'slipway'));
  const run = ['-C', 'slipway-source', '-r', join(top, 'bin', 'typescript.js'), 'main.ts'];
  return spawnSync(process.execPath, run, { cwd: join(home, project), encoding: 'utf8' });
}

test('a Compose file becomes a project that builds what it builds, and says what it could not take', async () => {
  write('shop/web/Dockerfile', 'FROM scratch\n');
  write(
    'shop/compose.yaml',
    `services:
  web:
    build: ./web
    ports: ["8080:80"]
    environment: { CACHE_URL: "redis://cache:6379", API_PASSWORD: hunter2 }
    depends_on: [cache]
  cache:
    image: docker.io/library/redis:7@${DIGEST}
`,
  );
  const { stdout, status } = await session.slipway(
    'init',
    'shop',
    '--from',
    'shop/compose.yaml',
    '--environments',
    'dev',
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/Not carried over from shop\/compose\.yaml[^]*services\.web\.ports/);
  expect(stdout).not.toContain('npx slipway pin');
  expect(read('shop/services/web/service.ts')).toContain('/../../web');
  expect(Object.values({ ...readAll('shop') }).join('\n')).not.toContain('hunter2');

  const { stderr, status: synthesised } = synthesise('shop');
  expect({ stderr, synthesised }).toEqual({ stderr: '', synthesised: 0 });
  expect(readdirSync(join(home, 'shop/cdktf.out/stacks')).sort()).toEqual([
    'dev-base',
    'dev-services',
    'images',
  ]);
});

function readAll(project: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(home, project, 'services'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

test('a folder of manifests becomes a project without a registry, since nothing is built', async () => {
  write(
    'manifests/web.yaml',
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1@${DIGEST}
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /healthz, port: http } }
          resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
`,
  );
  const { stdout, status } = await session.slipway('init', 'carried', '--from', 'manifests');
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('written   project.ts') });
  expect(read('carried/project.ts')).not.toContain('registry');
  expect(read('carried/environments/sizes.ts')).toContain('replicas: 3');
  const { stderr, status: synthesised } = synthesise('carried');
  expect({ stderr, synthesised }).toEqual({ stderr: '', synthesised: 0 });
});

test('images that are named by their tag are to be pinned first', async () => {
  write('tags/compose.yaml', 'services: { cache: { image: "redis:7" } }\n');
  const { stdout } = await session.slipway('init', 'tagged', '--from', 'tags/compose.yaml');
  expect(stdout).toContain('npx slipway pin');
});

test.each([
  ['nothing', 'none.yaml', 'init/from'],
  ['an empty folder', 'empty', 'init/from'],
  ['no YAML', 'broken.yaml', ''],
])('%s is refused, and nothing is written', async (_, path, rule) => {
  mkdirSync(join(home, 'empty'), { recursive: true });
  write('broken.yaml', 'services: [}\n');
  const { stderr, status } = await session.slipway('init', 'refused', '--from', path);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(rule) });
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readdirSync(home)).not.toContain('refused');
});
