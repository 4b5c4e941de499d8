import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, temporaryHome } from '../../support/temporary-home';

// A project is written into an empty folder.
const home = temporaryHome('init');

function folder(name: string): string {
  const path = join(home.path, name);
  mkdirSync(path);
  return path;
}

function init(project: string, ...args: readonly string[]) {
  return home.slipway('init', project, ...args);
}

describe('a project that was just written', () => {
  const name = 'Green Grocer';
  const project = join(home.path, name);

  beforeAll(async () => {
    mkdirSync(project);
    expect((await init(project, '--environments', 'dev,staging,prod')).stderr).toBe('');
    home.install(name);
  });

  test('synthesises every environment', () => {
    const { stderr, status } = home.synthesise(name);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const stacks = ['dev', 'staging', 'prod'].flatMap((name) => [`${name}-base`, `${name}-services`]);
    expect(readdirSync(join(project, 'cdktf.out', 'stacks')).sort()).toEqual(['images', ...stacks].sort());
  });

  test('passes its own check', () => {
    expect(home.node(name, join(CHECKOUT, 'bin', 'slipway.js'), 'check').status).toBe(0);
  });

  test('is formatted as Prettier does', () => {
    const prettier = join(CHECKOUT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
    const options = ['--single-quote', '--print-width', '110', '--trailing-comma', 'all'];
    const checked = home.node(
      name,
      prettier,
      '--check',
      '--ignore-path',
      join(home.path, 'none'),
      ...options,
      '{*,environments/**/*,services/**/*,__tests__/*}.{ts,js,json}',
    );
    expect(checked.stderr).toBe('');
  });

  test('is named after its folder, and has a registry to replace', () => {
    const { 'project.ts': text } = home.files(name);
    expect(text).toContain("name: 'green-grocer'");
    expect(text).toContain("registry: 'registry.example.com/green-grocer'");
  });

  test('written again, stays as it is', async () => {
    rmSync(join(project, 'node_modules'), { recursive: true });
    const before = home.files(name);
    expect((await init(project, '--environments', 'dev,staging,prod')).stdout).toBe(
      'Everything is there already.\n',
    );
    expect(home.files(name)).toEqual(before);
  });
});

test('names that the files import something under get variables of their own', async () => {
  await init(folder('names'), '--name', 'sizes', '--environments', 'kubeconfig,join,composition');
  home.install('names');
  expect(home.synthesise('names')).toMatchObject({ status: 0, stderr: '' });
});

test('what is there stays, and only what is missing is added', async () => {
  const project = folder('existing');
  writeFileSync(join(project, 'package.json'), '{ "name": "mine", "scripts": { "test": "mocha" } }');
  writeFileSync(join(project, '.gitignore'), 'secret.txt');
  writeFileSync(join(project, 'main.ts'), '// mine\n');
  const { stdout } = await init(project);
  expect(stdout).toMatch(/^kept +main\.ts +\(it is yours: nothing was changed\)$/m);
  const files = home.files('existing');
  expect(files['main.ts']).toBe('// mine\n');
  expect(files['.gitignore']).toMatch(/^secret\.txt\nnode_modules\/\n/);
  expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
    name: 'mine',
    scripts: { test: 'mocha', synth: expect.any(String) },
    overrides: { '@cdktf/node-pty-prebuilt-multiarch': expect.stringMatching(/^npm:/) },
    allowScripts: { '@swc/core': true },
  });
});

describe('in the folder of an application', () => {
  const files = {
    'package.json': '{ "type": "module", "scripts": { "start": "vite", "test": "vitest" } }',
    'tsconfig.json': '{ "include": ["src"] }',
    'src/page.tsx': 'export const page = <p>hello</p>;',
    '.dockerignore': 'node_modules\n',
    Dockerfile: `FROM scratch@sha256:${'a'.repeat(64)}\nCOPY . /\nCMD ["/hello"]\n`,
    'compose.yaml': 'services: { web: { build: ., ports: ["8080:8080"] } }',
  };
  const project = join(home.path, 'app');

  beforeAll(() => {
    for (const [path, text] of Object.entries(files)) home.write(`app/${path}`, text);
  });

  test('its tools stay as they are, and nothing is added that they would meet', async () => {
    const { stdout } = await init(project, '--from', join(project, 'compose.yaml'));
    expect(stdout).toContain('npm run synth ');
    expect(stdout).toContain('No test was written, since this folder has tests of its own.');
    expect(stdout).not.toMatch(/npm (start|test)$/m);
    const written = home.files('app');
    expect(written).not.toHaveProperty(['__tests__/project.test.ts']);
    const { scripts, jest, devDependencies } = JSON.parse(written['package.json'] ?? '') as {
      readonly [key: string]: Readonly<Record<string, unknown>>;
    };
    expect(scripts).toMatchObject({ start: 'vite', test: 'vitest', synth: expect.any(String) });
    expect(jest).toBeUndefined();
    expect(devDependencies).not.toHaveProperty('jest');
  });

  test('an image that is built there is built from the application, again and again', () => {
    home.install('app');
    for (const round of [1, 2])
      expect({ round, ...home.synthesise('app') }).toMatchObject({ round, status: 0, stderr: '' });
  });
});

test.each([
  [
    'npm init wrote its placeholder',
    { scripts: { test: 'echo "Error: no test specified" && exit 1' } },
    true,
  ],
  ['Jest runs them by its defaults', { scripts: { test: 'jest' } }, false],
  ['Jest has its settings there', { jest: { testEnvironment: 'jsdom' } }, false],
])('of tests in package.json, %s', async (name, manifest, isWritten) => {
  home.write(`${name}/package.json`, JSON.stringify(manifest));
  await init(join(home.path, name));
  const { 'package.json': text = '', ...files } = home.files(name);
  expect('__tests__/project.test.ts' in files).toBe(isWritten);
  const { scripts, jest } = JSON.parse(text) as Record<string, Record<string, unknown>>;
  if (isWritten)
    expect({ ...scripts, ...jest }).toMatchObject({ test: 'jest', testMatch: expect.anything() });
  else expect({ scripts, jest }).toMatchObject(manifest);
});

test.each([
  ['github', ['.github/workflows/review.yml', '.github/workflows/comment.yml']],
  ['gitlab', ['.gitlab-ci.yml', '.gitlab/comment.mjs']],
  ['jenkins', ['Jenkinsfile']],
  ['none', []],
] as const)('--ci %s writes its pipeline', async (host, paths) => {
  const project = folder(`ci-${host}`);
  await init(project, '--ci', host);
  const written = Object.keys(home.files(`ci-${host}`)).filter((path) =>
    /^\.git(hub|lab)|^Jenkins/.test(path),
  );
  expect(written.filter((path) => path !== '.gitignore').sort()).toEqual([...paths].sort());
});

test('the pipeline is that of the remote', async () => {
  const project = folder('remote');
  spawnSync('git', ['init', '--quiet'], { cwd: project });
  spawnSync('git', ['remote', 'add', 'origin', 'git@gitlab.example.com:us/shop.git'], { cwd: project });
  const { stdout } = await init(project);
  expect(existsSync(join(project, '.gitlab-ci.yml'))).toBe(true);
  expect(stdout).not.toContain('No pipeline');
});

test('without a remote, how to get a pipeline is said', async () => {
  const { stdout } = await init(folder('no-remote'));
  expect(stdout).toContain('No pipeline was written');
  expect((await init(folder('no-pipeline'), '--ci', 'none')).stdout).not.toContain('No pipeline');
});

test.each([
  ['--name', 'Shop!', 'names/label'],
  ['--environments', 'dev,Prod', 'names/label'],
  ['--environments', 'dev,dev', 'init/environments'],
  ['--environments', ' , ', 'init/environments'],
  ['--environments', 'images,prod', 'names/reserved'],
  ['--environments', 'constructor,prod', '--environments must be another name'],
  ['--environments', 'dev,sizes', 'init/environments'],
  ['--environments', 'a1,a-1', 'init/variable'],
  ['--name', 'constructor', '--name must be another name'],
  ['--name', 'a'.repeat(70), 'namespace/name'],
  ['--registry', 'http://r/x', "--registry must begin with a registry's host"],
  ['--registry', 'ops:hunter2@r.example.com/x', '--registry must begin with'],
])('%s %j is refused, and nothing is written', async (option, value, rule) => {
  const project = folder(`refused-${option.slice(2)}-${value.replace(/\W/g, '_')}`);
  const { stderr, status } = await init(project, option, value);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(rule) });
  expect(stderr).not.toContain('hunter2');
  expect(readdirSync(project)).toEqual([]);
});

test('a file where a folder is needed, and a package.json that is not JSON, are refused before anything is written', async () => {
  home.write('a-file', '');
  expect((await init(join(home.path, 'a-file'))).stderr).toMatch(
    /a-file must be a folder, or must not exist yet/,
  );
  const project = folder('blocked');
  writeFileSync(join(project, 'services'), '');
  expect((await init(project)).stderr).toContain('services must be a folder');
  rmSync(join(project, 'services'));
  writeFileSync(join(project, 'package.json'), '[]');
  expect((await init(project)).stderr).toContain('package.json must be a JSON object');
  expect(readdirSync(project)).toEqual(['package.json']);
});
