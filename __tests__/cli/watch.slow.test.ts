import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TINY_RECORD } from '../support/tiny-record';

const top = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'slipway-watch-test-'));
const project = join(folder, 'project');
let watching: ChildProcess;
let said = '';

/** Stands for a project: one service, whose type is in a file. */
const APP = `const { mkdirSync, readFileSync, writeFileSync } = require('fs');
  const type = readFileSync('type', 'utf8');
  if (type === '') throw new Error('type must not be empty');
  const web = { metadata: { name: 'web' }, spec: { type } };
  mkdirSync('cdktf.out/stacks/dev-services', { recursive: true });
  writeFileSync('cdktf.out/stacks/dev-services/cdk.tf.json', JSON.stringify({ resource: { kubernetes_service_v1: { web } } }));
  writeFileSync('cdktf.out/slipway.json', ${JSON.stringify(JSON.stringify(TINY_RECORD))});`;

function save(name: string, text: string): void {
  writeFileSync(join(project, name), text);
}

/** What is printed from now on, up to this. */
async function until(expected: RegExp, act: () => void = () => undefined): Promise<string> {
  said = '';
  act();
  while (!expected.test(said)) {
    if (watching.exitCode !== null) throw new Error(`It ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return said;
}

beforeAll(() => {
  mkdirSync(project);
  mkdirSync(join(folder, 'tmp'));
  save('cdktf.json', JSON.stringify({ app: 'node app.js' }));
  save('app.js', APP);
  save('type', 'ClusterIP');
  watching = spawn(process.execPath, ['-C', 'slipway-source', join(top, 'bin/slipway.js'), 'watch'], {
    cwd: project,
    env: { ...process.env, TMPDIR: join(folder, 'tmp'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [watching.stdout, watching.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
});
afterAll(() => {
  watching.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('a watched project shows what each save changes, and goes on after one that fails', async () => {
  await until(/Waiting/);

  const change = await until(/Waiting/, () => {
    save('type', 'NodePort');
  });
  expect(change).toContain('spec.type: ClusterIP → NodePort');

  const failure = await until(/must not be empty/, () => {
    save('type', '');
  });
  expect(failure).not.toContain('Waiting');

  const next = await until(/Waiting/, () => {
    save('type', 'LoadBalancer');
  });
  expect(next).toContain('spec.type: NodePort → LoadBalancer');

  const same = await until(/Waiting/, () => {
    save('note', 'not part of a synth');
  });
  expect(same).toContain('nothing changes');
});

test('a watch that is interrupted leaves no folder behind', async () => {
  watching.kill('SIGINT');
  await once(watching, 'exit');
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

test('a folder that is not a project is not watched', () => {
  const args = ['-C', 'slipway-source', join(top, 'bin/slipway.js'), 'watch'];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('is not a project: it has no cdktf.json');
});
