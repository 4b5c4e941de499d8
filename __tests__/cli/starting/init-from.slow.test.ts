import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '../../support/temporary-home';

// An existing application becomes a project that synthesises.
const home = temporaryHome('from');
const DIGEST = `sha256:${'5'.repeat(64)}`;

function synthesise(project: string) {
  home.install(project);
  return home.synthesise(project);
}

test('a Compose file becomes a project that builds what it builds, and says what it could not take', async () => {
  home.write('shop/web/Dockerfile', 'FROM scratch\n');
  home.write(
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
  const {
    stdout,
    stderr: refused,
    status,
  } = await home.slipway('init', 'shop', '--from', 'shop/compose.yaml');
  expect({ refused, status }).toEqual({ refused: '', status: 0 });
  expect(stdout).toMatch(/Not carried over from shop\/compose\.yaml[^]*services\.web\.ports/);
  expect(stdout).not.toContain('npx slipway pin');
  expect(home.read('shop/services/web/service.ts')).toContain('/../../web');
  expect(Object.values(home.files('shop/services')).join('\n')).not.toContain('hunter2');

  const { stderr, status: synthesised } = synthesise('shop');
  expect({ stderr, synthesised }).toEqual({ stderr: '', synthesised: 0 });
  expect(readdirSync(join(home.path, 'shop/cdktf.out/stacks')).sort()).toEqual([
    'dev-base',
    'dev-services',
    'images',
    'prod-base',
    'prod-services',
  ]);
  // A domain leads to one environment.
  expect(home.read('shop/environments/sizes.ts')).toContain("domain: 'web.example.com'");
  expect(home.read('shop/environments/dev/index.ts')).toContain(
    "services: { ...sizes, web: { ...sizes.web, domain: 'dev.web.example.com' } },",
  );
  expect(home.read('shop/environments/prod/index.ts')).toContain('services: sizes,');
});

test('a folder of manifests becomes a project without a registry, since nothing is built', async () => {
  home.write(
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
  const { stdout, status } = await home.slipway('init', 'carried', '--from', 'manifests');
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('written   project.ts') });
  expect(home.read('carried/project.ts')).not.toContain('registry');
  expect(home.read('carried/environments/sizes.ts')).toContain('replicas: 3');
  const { stderr, status: synthesised } = synthesise('carried');
  expect({ stderr, synthesised }).toEqual({ stderr: '', synthesised: 0 });
});

test('what runs already is taken over by the first deploy of its environment, or the reason is printed', async () => {
  const labels = { 'app.kubernetes.io/name': 'web' };
  const deployment = (name: string, namespace: string, matchLabels: object) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels },
      template: {
        metadata: { labels: matchLabels },
        spec: { containers: [{ name, image: `registry.example.com/${name}:1@${DIGEST}` }] },
      },
    },
  });
  const objects = [
    deployment('web', 'shop-prod', labels),
    deployment('old', 'shop-prod', { app: 'old' }),
    deployment('other', 'elsewhere', { 'app.kubernetes.io/name': 'other' }),
  ];
  home.write('running/all.yaml', objects.map((one) => JSON.stringify(one)).join('\n---\n'));
  const from = ['--from', 'running', '--running', 'prod'];
  const { stdout } = await home.slipway('init', 'taken', '--name', 'shop', ...from);
  expect(stdout).toContain('The first deploy of prod takes over 1 object of the namespace shop-prod');
  expect(stdout).toMatch(/Deployment\/old\n {4}→ Its selector can't change/);
  expect(stdout).toMatch(/Deployment\/other\n {4}→ It runs in the namespace elsewhere/);
  expect(home.read('taken/environments/prod/index.ts')).toContain("imports: ['Deployment/web'],");
  expect(home.read('taken/environments/dev/index.ts')).not.toContain('imports');
  expect(synthesise('taken')).toMatchObject({ stderr: '', status: 0 });
  const { import: imports } = JSON.parse(home.read('taken/cdktf.out/stacks/prod-services/cdk.tf.json')) as {
    readonly import: unknown;
  };
  expect(imports).toEqual([{ to: 'kubernetes_deployment_v1.web', id: 'shop-prod/web' }]);
});

test.each([
  [
    'an environment that is not one',
    ['--from', 'running', '--running', 'qa'],
    'must be one of the environments',
  ],
  ['no manifests', ['--running', 'prod'], 'must come with manifests'],
])('--running with %s is refused', async (_, args, says) => {
  const { stderr, status } = await home.slipway('init', 'not-running', ...args);
  expect({ stderr, status }).toEqual({ status: 1, stderr: expect.stringContaining(says) });
});

test('images that are named by their tag are to be pinned first', async () => {
  home.write('tags/compose.yaml', 'services: { cache: { image: "redis:7" } }\n');
  const { stdout } = await home.slipway('init', 'tagged', '--from', 'tags/compose.yaml');
  expect(stdout).toContain('npx slipway pin');
});

test.each([
  ['nothing', 'none.yaml', 'init/from'],
  ['an empty folder', 'empty', 'init/from'],
  ['no YAML', 'broken.yaml', ''],
])('%s is refused, and nothing is written', async (_, path, rule) => {
  mkdirSync(join(home.path, 'empty'), { recursive: true });
  home.write('broken.yaml', 'services: [}\n');
  const { stderr, status } = await home.slipway('init', 'refused', '--from', path);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(rule) });
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readdirSync(home.path)).not.toContain('refused');
});
