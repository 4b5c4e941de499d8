import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryHome } from '../support/temporary-home';

// The command reads composition.ts of the folder that it is run in: here, of a copy of the reference project.
const top = join(__dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'slipway-place-'));
const COPIED = ['composition.ts', 'project.ts', 'package.json', 'tsconfig.json', 'environments', 'services'];
const lock = join(home, 'environments', 'prod', 'placement.json');
const plain = temporaryHome('place-plain');

beforeAll(() => {
  for (const name of COPIED) cpSync(join(top, name), join(home, name), { recursive: true });
  for (const name of ['node_modules', 'bin', 'index.ts']) symlinkSync(join(top, name), join(home, name));
  rmSync(lock);
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function place(...args: readonly string[]) {
  const bin = join(top, 'bin', 'slipway.js');
  const flags = ['-C', 'slipway-source', bin, 'place', ...args];
  return spawnSync(process.execPath, flags, { cwd: home, encoding: 'utf8' });
}

test('a dry run shows what would happen and writes nothing', () => {
  const { stdout, status } = place('prod', '--dry-run');
  expect({ status, written: existsSync(lock) }).toEqual({ status: 0, written: false });
  expect(stdout).not.toContain('stay where they are');
  expect(stdout).toMatch(/^placed +nodes\/0 +rack\d-\w +\(it is new\)/);
});

test('slots are placed and recorded, and stay where they are', () => {
  expect(place('prod').stdout).toContain('Written to environments/prod/placement.json. Commit it.');
  const written = readFileSync(lock, 'utf8');
  const ours = readFileSync(join(top, 'environments', 'prod', 'placement.json'), 'utf8');
  // Here the schema lies in the checkout, in a project in the package.
  expect(written).toBe(ours.replace('../../schemas/', '../../node_modules/slipway/schemas/'));
  expect(place('prod').stdout).toBe(
    'Every slot stays where it is.\nenvironments/prod/placement.json is up to date.\n',
  );
  expect(readFileSync(lock, 'utf8')).toBe(written);
});

test('where there are no pools, nothing is written', async () => {
  await plain.slipway('init', 'shop', '--environments', 'dev');
  plain.install('shop');
  expect(await plain.slipwayIn('shop', 'place', 'dev')).toEqual({
    stdout: 'dev has no pools, so there is nothing to place. Nothing was written.\n',
    stderr: '',
    status: 0,
  });
  expect(existsSync(join(plain.path, 'shop/environments/dev/placement.json'))).toBe(false);
});

test('an unknown environment is refused', () => {
  const { stderr, status } = place('qa');
  expect(status).toBe(1);
  expect(stderr).toContain('→ Choose from: dev, staging, prod.');
});
