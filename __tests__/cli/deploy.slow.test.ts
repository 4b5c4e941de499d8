import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TYPESCRIPT } from '../support/run-typescript';

// The command works on composition.ts of the folder that it is run in: here, of a copy of the reference project. What needs
// Terraform and hosts is in __tests__/lab/deploy.test.ts.
const top = join(__dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'slipway-deploy-test-'));
const COPIED = ['composition.ts', 'main.ts', 'project.ts', 'package.json', 'tsconfig.json'];
const FOLDERS = ['environments', 'services'];

beforeAll(() => {
  for (const name of [...COPIED, ...FOLDERS]) cpSync(join(top, name), join(home, name), { recursive: true });
  for (const name of ['node_modules', 'bin', 'index.ts']) symlinkSync(join(top, name), join(home, name));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function node(...args: readonly string[]) {
  return spawnSync(process.execPath, ['-C', 'slipway-source', ...args], { cwd: home, encoding: 'utf8' });
}

const slipway = (...args: readonly string[]) => node(join(top, 'bin', 'slipway.js'), ...args);

test('missing secrets are all listed by their variables, and the synth equals that of main.ts', () => {
  const { status, stderr } = slipway('deploy', 'dev', 'base', 'services');
  expect(status).toBe(1);
  expect(stderr).toContain('TF_VAR_dev_shop_database_password must be set, but is missing');
  expect(stderr).toContain('Key password of secret shop-database');

  expect(node(...TYPESCRIPT, 'main.ts').status).toBe(0);
  const before = filesIn('cdktf.out');
  slipway('deploy', 'dev', 'base');
  expect(filesIn('cdktf.out')).toEqual(before);
}, 120_000);

test('a freeze holds a deploy, but neither a plan nor a person with a reason', () => {
  const path = join(home, 'environments/dev/index.ts');
  const before = readFileSync(path, 'utf8');
  const freeze = "[{ from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z', reason: 'the fair' }]";
  writeFileSync(path, before.replace("name: 'dev',", `name: 'dev', freeze: ${freeze},`));
  try {
    const held = slipway('deploy', 'dev', 'base');
    expect(held.status).toBe(1);
    expect(held.stderr).toContain('2100-01-01T00:00:00Z: the fair');
    expect(held.stderr).toContain('--during-freeze');
    for (const args of [['--plan-only'], ['--during-freeze', 'the till is broken']]) {
      const { stderr } = slipway('deploy', 'dev', 'base', ...args);
      expect(stderr).not.toContain('must be over');
      expect(stderr).toContain('TF_VAR_dev_shop_database_password must be set');
    }
  } finally {
    writeFileSync(path, before);
  }
}, 120_000);

test.each([
  ['an environment that there is not', ['deploy', 'qa'], 'Choose from: dev, staging, prod.'],
  [
    'a stack that the environment has not',
    ['deploy', 'dev', 'cluster'],
    'Choose from: dev-base, dev-machines-desk, dev-services.',
  ],
  [
    'a pool that the environment has not',
    ['deploy', 'dev', '--allow-outage', 'ndoes'],
    'Choose from: nodes.',
  ],
  [
    'a pool of the images, which have none',
    ['deploy', 'images', '--allow-outage', 'nodes'],
    'There are none.',
  ],
  ['a job that the project has not', ['deploy', 'dev', '--rerun-job', 'migrate'], 'The project has none'],
  ['a protected environment', ['destroy', 'prod'], 'must not protect what this run would destroy'],
])(
  '%s is refused',
  (_, args, advice) => {
    const { status, stderr } = slipway(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(advice);
  },
  120_000,
);

function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(home, folder), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path, readFileSync(path, 'utf8')];
      }),
  );
}
