import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, temporaryHome } from '../support/temporary-home';

// From the tarball that would be published. This checkout stands in for the package `slipway`, on which it depends.
const home = temporaryHome('create');
const modules = join(home.path, 'node_modules');

beforeAll(() => {
  mkdirSync(join(modules, 'create-slipway'), { recursive: true });
  const npm = [
    'pack',
    '--silent',
    '--offline',
    '--pack-destination',
    home.path,
    join(CHECKOUT, 'create-slipway'),
  ];
  const tarball = execFileSync('npm', npm, { encoding: 'utf8', cwd: home.path }).trim();
  const into = ['--strip-components=1', '-C', join(modules, 'create-slipway')];
  execFileSync('tar', ['-xzf', join(home.path, tarball), ...into]);
  symlinkSync(CHECKOUT, join(modules, 'slipway'));
});

function create(...args: readonly string[]) {
  const { bin } = JSON.parse(home.read('node_modules/create-slipway/package.json')) as {
    readonly bin: string;
  };
  const script = join(modules, 'create-slipway', bin);
  return spawnSync(process.execPath, [script, ...args], { cwd: home.path, encoding: 'utf8', input: '' });
}

test('npm create slipway writes the project that slipway init writes', async () => {
  const { stderr, status } = create('created', '--name', 'shop', '--environments', 'dev,staging,prod');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  await home.slipway('init', 'written', '--name', 'shop', '--environments', 'dev,staging,prod');
  expect(home.files('created')).toEqual(home.files('written'));
});

test('what slipway init refuses, it refuses with the same exit code', () => {
  const { stderr, status } = create('refused', '--environments', 'Dev');
  expect({ stderr, status }).toEqual({ stderr: expect.stringContaining('names/label'), status: 1 });
});

test('it is published in the version of slipway that it depends on', () => {
  const versionOf = (folder: string) =>
    JSON.parse(readFileSync(join(CHECKOUT, folder, 'package.json'), 'utf8')) as {
      readonly version: string;
      readonly dependencies: Readonly<Record<string, string>>;
    };
  const { version } = versionOf('.');
  expect(versionOf('create-slipway')).toMatchObject({ version, dependencies: { slipway: version } });
});
