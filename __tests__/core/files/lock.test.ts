import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../core/files';
import { until } from '../../../operations/process';
import { TYPESCRIPT } from '../../support/run-typescript';

const home = mkdtempSync(join(tmpdir(), 'slipway-lock-'));
const lock = join(home, '.lock');
const log = join(home, 'log');
beforeEach(() => {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function holder(milliseconds: number, times = 1) {
  const script = join(__dirname, 'hold-lock.ts');
  const args = [...TYPESCRIPT, script, lock, log, String(milliseconds), String(times)];
  return spawn(process.execPath, args, { stdio: 'inherit' });
}

test('work of several processes under one lock never overlaps', async () => {
  const holders = [holder(5, 20), holder(5, 20), holder(5, 20)];
  const codes = await Promise.all(holders.map((child) => once(child, 'exit')));
  expect(codes.map(([code]) => code as number)).toEqual([0, 0, 0]);
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(120);
  for (let index = 0; index < lines.length; index += 2) {
    expect(lines[index + 1]).toBe(lines[index]?.replace('begin', 'end'));
  }
  expect(readdirSync(home)).toEqual(['log']);
});

test('the lock of a run that was killed is taken over, and leaves nothing behind', async () => {
  const child = holder(60_000);
  await until('the lock', () => Promise.resolve(existsSync(log) || undefined), { timeoutMs: 30_000 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(lock)).toBe(true);
  mkdirSync(join(home, `.lock.${child.pid ?? 0}.draft`));
  await expect(withLock(lock, () => 'done', { timeoutMs: 1_000 })).resolves.toBe('done');
  expect(readdirSync(home)).toEqual(['log']);
});

test('a lock that is held is waited for, and then refused with its holder', async () => {
  const refused = withLock(lock, () => withLock(lock, () => 'never', { timeoutMs: 50 }));
  await expect(refused).rejects.toThrow(
    new RegExp(`process ${process.pid} of .* has held .*\\.lock since \\d{4}-[^ ]+Z; waited 0.05 s for it`),
  );
  expect(existsSync(lock)).toBe(false);
});

test('a run on another machine counts as alive, since it cannot be checked', async () => {
  mkdirSync(lock);
  writeFileSync(join(lock, `1.ab@not-${hostname()}`), '');
  await expect(withLock(lock, () => 'never', { timeoutMs: 50 })).rejects.toThrow('process 1 of not-');
});

test('an error under the lock releases it', async () => {
  await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(withLock(lock, () => 'done')).resolves.toBe('done');
});
