import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signal, until } from '../../operations/process';

const folder = mkdtempSync(join(tmpdir(), 'slipway-lab-runtime-'));
afterAll(() => {
  for (const pid of workers()) signal(Number(pid), 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const workers = () => readdirSync(folder).flatMap((name) => /^(\d+)\.pid$/.exec(name)?.[1] ?? []);

const LIMIT = { timeoutMs: 50_000 };
/** Notes its process, and takes longer than anybody waits. */
const TEST = `
test('lasts', async () => {
  require('fs').writeFileSync(__dirname + '/' + process.pid + '.pid', '');
  await new Promise((resolve) => setTimeout(resolve, 120_000));
}, 150_000);
`;

test('the processes that run tests end when Jest is killed', async () => {
  for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.test.js`), TEST);
  const config = {
    rootDir: folder,
    runtime: join(__dirname, 'lab-runtime.js'),
    transform: {},
    maxWorkers: 2,
  };
  const jest = spawn(
    process.execPath,
    [join(__dirname, '../../node_modules/jest/bin/jest.js'), '--config', JSON.stringify(config)],
    { cwd: folder, stdio: 'ignore' },
  );
  await until('two tests', () => Promise.resolve(workers().length === 2 ? true : undefined), LIMIT);
  expect(workers()).not.toContain(String(jest.pid));

  jest.kill('SIGKILL');
  await once(jest, 'close');

  const isOver = () => workers().every((pid) => !existsSync(`/proc/${pid}`));
  await until('their end', () => Promise.resolve(isOver() ? true : undefined), LIMIT);
});
