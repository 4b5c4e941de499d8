import { spawnSync } from 'node:child_process';
import {
  existsSync,
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

// A project is written into an empty folder. This checkout stands in for what `npm install` would bring.
const top = join(__dirname, '../../..');
const home = mkdtempSync(join(tmpdir(), 'slipway-init-'));

const session = commandSession(home, process.env);

afterAll(() => {
  session.end();
  rmSync(home, { recursive: true, force: true });
});

function folder(name: string): string {
  const path = join(home, name);
  mkdirSync(path);
  return path;
}

function run(cwd: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, ['-C', 'slipway-source', ...args], { cwd, encoding: 'utf8', input: '' });
}

function init(project: string, ...args: readonly string[]) {
  return session.slipway('init', project, ...args);
}

function filesIn(path: string): Readonly<Record<string, string>> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(path.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}

function install(project: string): void {
  mkdirSync(join(project, 'node_modules'));
  for (const name of readdirSync(join(top, 'node_modules')).filter((one) => !one.startsWith('.')))
    symlinkSync(join(top, 'node_modules', name), join(project, 'node_modules', name));
  symlinkSync(top, join(project, 'node_modules', 'slipway'));
}

describe('a project that was just written', () => {
  const project = join(home, 'Green Grocer');

  beforeAll(async () => {
    mkdirSync(project);
    expect((await init(project, '--environments', 'dev,staging,prod')).stderr).toBe('');
    install(project);
  });

  test('synthesises every environment', () => {
    const { stderr, status } = run(project, '-r', join(top, 'bin', 'typescript.js'), 'main.ts');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const stacks = ['dev', 'staging', 'prod'].flatMap((name) => [`${name}-base`, `${name}-services`]);
    expect(readdirSync(join(project, 'cdktf.out', 'stacks')).sort()).toEqual(['images', ...stacks].sort());
  });

  test('passes its own check', () => {
    expect(run(project, join(top, 'bin', 'slipway.js'), 'check').status).toBe(0);
  });

  test('is formatted as Prettier does', () => {
    const prettier = join(top, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
    const options = ['--single-quote', '--print-width', '110', '--trailing-comma', 'all'];
    const checked = run(
      project,
      prettier,
      '--check',
      '--ignore-path',
      join(home, 'none'),
      ...options,
      '{*,environments/**/*,services/**/*,__tests__/*}.{ts,js,json}',
    );
    expect(checked.stderr).toBe('');
  });

  test('is named after its folder, and has a registry to replace', () => {
    const { 'project.ts': text } = filesIn(project);
    expect(text).toContain("name: 'green-grocer'");
    expect(text).toContain("registry: 'registry.example.com/green-grocer'");
  });

  test('written again, stays as it is', async () => {
    rmSync(join(project, 'node_modules'), { recursive: true });
    const before = filesIn(project);
    expect((await init(project, '--environments', 'dev,staging,prod')).stdout).toBe(
      'Everything is there already.\n',
    );
    expect(filesIn(project)).toEqual(before);
  });
});

test('what is there stays, and only what is missing is added', async () => {
  const project = folder('existing');
  writeFileSync(join(project, 'package.json'), '{ "name": "mine", "scripts": { "test": "mocha" } }');
  writeFileSync(join(project, '.gitignore'), 'secret.txt');
  writeFileSync(join(project, 'main.ts'), '// mine\n');
  const { stdout } = await init(project);
  expect(stdout).toMatch(/^kept +main\.ts +\(it is yours: nothing was changed\)$/m);
  const files = filesIn(project);
  expect(files['main.ts']).toBe('// mine\n');
  expect(files['.gitignore']).toMatch(/^secret\.txt\nnode_modules\/\n/);
  expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
    name: 'mine',
    scripts: { test: 'mocha', synth: expect.any(String) },
  });
});

test.each([
  ['github', ['.github/workflows/review.yml', '.github/workflows/comment.yml']],
  ['gitlab', ['.gitlab-ci.yml', '.gitlab/comment.mjs']],
  ['jenkins', ['Jenkinsfile']],
  ['none', []],
] as const)('--ci %s writes its pipeline', async (host, paths) => {
  const project = folder(`ci-${host}`);
  await init(project, '--ci', host);
  const written = Object.keys(filesIn(project)).filter((path) => /^\.git(hub|lab)|^Jenkins/.test(path));
  expect(written.filter((path) => path !== '.gitignore').sort()).toEqual([...paths].sort());
});

test('the pipeline is that of the remote', async () => {
  const project = folder('remote');
  spawnSync('git', ['init', '--quiet'], { cwd: project });
  spawnSync('git', ['remote', 'add', 'origin', 'git@gitlab.example.com:us/shop.git'], { cwd: project });
  await init(project);
  expect(existsSync(join(project, '.gitlab-ci.yml'))).toBe(true);
});

test.each([
  ['--name', 'Shop!', 'names/label'],
  ['--environments', 'dev,Prod', 'names/label'],
  ['--environments', 'dev,dev', 'init/environments'],
  ['--environments', ' , ', 'init/environments'],
])('%s %j is refused, and nothing is written', async (option, value, rule) => {
  const project = folder(`refused-${option.slice(2)}-${value.replace(/\W/g, '_')}`);
  const { stderr, status } = await init(project, option, value);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(rule) });
  expect(readdirSync(project)).toEqual([]);
});

test('a file where a folder is needed, and a package.json that is none, are refused before anything is written', async () => {
  const project = folder('blocked');
  writeFileSync(join(project, 'services'), '');
  expect((await init(project)).stderr).toContain('services must be a folder');
  rmSync(join(project, 'services'));
  writeFileSync(join(project, 'package.json'), '[]');
  expect((await init(project)).stderr).toContain('package.json must be a JSON object');
  expect(readdirSync(project)).toEqual(['package.json']);
});
