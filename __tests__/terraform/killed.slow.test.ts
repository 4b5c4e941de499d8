import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planStack, stateOf } from '../../operations/deployment';
import { until } from '../../operations/process';
import { TYPESCRIPT } from '../support/run-typescript';

// What happens to an apply if Slipway ends in the middle of it: killed, or because it crashes.

const stack = { name: 'slow', folder: mkdtempSync(join(tmpdir(), 'slipway-killed-')) };
const settings = { env: process.env, planFolder: stack.folder };

const takesLong = (seconds: number) => ({ 'local-exec': [{ command: `sleep ${seconds}` }] });
const CONFIGURATION = {
  terraform: { backend: { local: { path: 'terraform.tfstate' } } },
  resource: {
    terraform_data: {
      first: { provisioner: takesLong(2) },
      second: { provisioner: takesLong(1), depends_on: ['terraform_data.first'] },
    },
  },
};

const APPLIES = `
require(${JSON.stringify(TYPESCRIPT[1])});
const { applyPlan, planStack } = require(${JSON.stringify(join(__dirname, '../../operations/deployment'))});
const stack = ${JSON.stringify(stack)};
const settings = { env: process.env, planFolder: stack.folder };
void planStack(stack, settings).then((plan) =>
  applyPlan(stack, plan, { ...settings, tell: ({ step }) => step === 'started' && console.log('begun') }),
);
process.on('SIGUSR2', () => process.exit(1));
`;

beforeEach(() => {
  writeFileSync(join(stack.folder, 'cdk.tf.json'), JSON.stringify(CONFIGURATION));
});
afterEach(() => {
  rmSync(join(stack.folder, 'terraform.tfstate'), { force: true });
});
afterAll(() => {
  rmSync(stack.folder, { recursive: true });
});

async function applyUntil(signal: NodeJS.Signals): Promise<void> {
  const child = spawn(process.execPath, ['-C', 'slipway-source', '-e', APPLIES], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.once('data', () => child.kill(signal));
  await once(child, 'close');
  const lock = join(stack.folder, '.terraform.tfstate.lock.info');
  await until('the end of Terraform', () => Promise.resolve(existsSync(lock) ? undefined : true), {
    timeoutMs: 30_000,
  });
}

const recorded = async () => (await stateOf(stack, settings)).map(({ address }) => address);

test('if Slipway is killed, Terraform finishes, and nothing is lost', async () => {
  await applyUntil('SIGKILL');

  expect(await recorded()).toEqual(['terraform_data.first', 'terraform_data.second']);
  expect((await planStack(stack, settings)).isEmpty).toBe(true);
});

test('if Slipway crashes, Terraform finishes its current step, and saves its state', async () => {
  await applyUntil('SIGUSR2');

  expect(await recorded()).toEqual(['terraform_data.first']);
});
