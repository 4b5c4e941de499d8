import {
  cpSync,
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
import { dirname, join } from 'node:path';
import { outputOf, run } from '../../operations/process';

// The package as a team meets it: packed, installed into an empty project, compiled against and run there.
const COMMAND_LIMIT_MS = 600_000;
const QUIETLY = ['--prefer-offline', '--no-audit', '--no-fund'];
const top = join(__dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'slipway-package-'));
const { peerDependencies, devDependencies } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const MAIN = `
import { join } from 'node:path';
import { App, compose, Cpu, httpGet, image, kubeconfig, localState, project, readReleases, reportProblems, service, Size } from 'slipway';

const hello = service({
  name: 'hello',
  image: image({ context: join(process.cwd(), 'hello') }),
  ports: { http: 8080 },
  ready: httpGet('http', '/'),
});
const greetings = project({
  name: 'greetings',
  root: process.cwd(),
  registry: 'registry.example.com/greetings',
  state: localState(),
  services: [hello],
});
const only = greetings.environment({
  name: 'only',
  cluster: kubeconfig({ context: 'only', provides: {} }),
  services: { hello: { replicas: 1, cpu: Cpu.millis(50), memory: Size.mebibytes(32) } },
});
void reportProblems(() => {
  const app = new App();
  compose(app, { project: greetings, environments: [only], releases: readReleases('environments') });
  app.synth();
});
`;

beforeAll(async () => {
  const packed =
    (await printed(top, 'npm', 'pack', '--silent', '--pack-destination', home)).trim().split('\n').at(-1) ??
    '';
  write('package.json', JSON.stringify({ name: 'greetings', private: true }));
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { strict: true, module: 'node16', target: 'es2022', types: ['node'] },
      files: ['main.ts'],
    }),
  );
  write('main.ts', MAIN);
  write('hello/Dockerfile', 'FROM scratch\n');
  const peers = Object.keys(peerDependencies).map((name) => `${name}@${devDependencies[name] ?? ''}`);
  const compiler = [
    'typescript',
    '@types/node',
    'ts-node',
    '@swc/core',
    'jest',
    '@swc/jest',
    '@types/jest',
  ].map((name) => `${name}@${devDependencies[name] ?? ''}`);
  await printed(home, 'npm', 'install', ...QUIETLY, join(home, packed), ...peers, ...compiler);
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

test('a project that uses the package compiles, synthesises and has a summary', async () => {
  await printed(home, 'npx', 'tsc');
  await printed(home, process.execPath, 'main.js');
  expect(readdirSync(join(home, 'cdktf.out', 'stacks')).sort()).toEqual([
    'images',
    'only-base',
    'only-services',
  ]);
  expect(await printed(home, 'npx', 'slipway', 'summary')).toContain('greetings: 3 stacks for only');
});

test('the reference project runs unchanged from a copy', async () => {
  const copy = join(home, 'copy');
  const { scripts } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  mkdirSync(copy);
  for (const name of ['main.ts', 'composition.ts', 'project.ts', 'services', 'environments', 'tsconfig.json'])
    cpSync(join(top, name), join(copy, name), { recursive: true });
  symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'));
  const { start = '', synth = '' } = scripts;
  writeFileSync(
    join(copy, 'package.json'),
    JSON.stringify({ name: 'copy', private: true, scripts: { start, synth } }),
  );
  expect(await printed(copy, 'npm', 'start')).toContain('shop: 13 stacks for dev → staging → prod');
});

test.each(['online-boutique', 'sock-shop', 'mastodon'])(
  'the example %s runs from a copy, as its README says',
  async (name) => {
    const copy = join(home, name);
    cpSync(join(top, 'examples', name), copy, { recursive: true });
    symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, 'package.json'), JSON.stringify({ name, private: true }));
    await printed(copy, 'npx', 'ts-node', '--swc', 'main.ts');
    expect(await printed(copy, 'npx', 'slipway', 'summary')).toContain(
      `${name === 'online-boutique' ? 'boutique' : name}: `,
    );
  },
);

describe('what `slipway init` writes compiles, synthesises, and passes its test', () => {
  const fresh = join(home, 'fresh');

  beforeAll(async () => {
    await printed(home, 'npx', 'slipway', 'init', 'fresh', '--ci', 'github');
    symlinkSync(join(home, 'node_modules'), join(fresh, 'node_modules'));
  });

  test('with the Node of these tests', async () => {
    expect(await printed(fresh, 'npm', 'start')).toContain('fresh: 5 stacks for dev → prod');
    await printed(fresh, 'npm', 'test');
  });

  test.each(['22', '24'])('with Node %s, without a warning', async (version) => {
    const folder = join(home, `node-${version}`);
    await printed(home, 'npm', 'install', '--prefix', folder, ...QUIETLY, `node@${version}`);
    const bin = join(folder, 'node_modules', 'node', 'bin');
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    const withThatNode = (program: string, ...args: readonly string[]) =>
      run(program, args, { cwd: fresh, env, timeoutMs: COMMAND_LIMIT_MS });

    expect((await withThatNode('node', '--version')).stdout).toMatch(`v${version}.`);
    const { code, stdout, output } = await withThatNode('npm', 'start');
    expect({ code, output }).toEqual({ code: 0, output: stdout });
    expect(stdout).toContain('fresh: 5 stacks for dev → prod');
    expect(await withThatNode('npm', 'test')).toMatchObject({ code: 0 });
  });
});

test('an application of ECMAScript modules in the same folder stands in the way of no command', async () => {
  const app = join(home, 'app');
  write('app/package.json', JSON.stringify({ type: 'module', scripts: { test: 'vitest' } }));
  write('app/tsconfig.json', JSON.stringify({ compilerOptions: { module: 'nodenext' }, include: ['src'] }));
  write('app/src/page.tsx', "import 'react';\nexport const page: number = 'wrong';");
  symlinkSync(join(home, 'node_modules'), join(app, 'node_modules'));
  await printed(app, 'npx', 'slipway', 'init', '--ci', 'none');
  await printed(app, 'npm', 'run', 'synth');
  expect(await printed(app, 'npx', 'slipway', 'place', 'dev')).toContain('dev has no pools');
});

test('the package contains the built toolkit and nothing of the reference project', () => {
  const held = readdirSync(join(home, 'node_modules', 'slipway')).sort();
  expect(held).toEqual([
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'bin',
    'dist',
    'docs',
    'examples',
    'package.json',
    'schemas',
  ]);
  expect(readdirSync(join(home, 'node_modules', 'slipway', 'dist'))).not.toContain('services');
});

test('every link in the README of the package leads to what is in it', () => {
  const installed = join(home, 'node_modules', 'slipway');
  const links = readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g);
  expect(
    [...links].map(([, path = '']) => path).filter((path) => !existsSync(join(installed, path))),
  ).toEqual([]);
});

function printed(cwd: string, command: string, ...args: readonly string[]): Promise<string> {
  return outputOf(command, args, { cwd, timeoutMs: COMMAND_LIMIT_MS });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}
