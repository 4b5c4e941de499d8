import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandSession } from '../support/command-session';

const folder = mkdtempSync(join(tmpdir(), 'slipway-completion-'));
const script = join(folder, 'slipway.bash');
const session = commandSession(folder, process.env);

beforeAll(async () => {
  for (const environment of ['dev', 'staging']) {
    mkdirSync(join(folder, 'environments', environment, 'releases'), { recursive: true });
    writeFileSync(join(folder, 'environments', environment, 'releases', 'api.json'), '');
  }
  writeFileSync(script, (await session.slipway('completion', 'bash')).stdout);
});
afterAll(() => {
  session.end();
  rmSync(folder, { recursive: true, force: true });
});

/** What Bash offers for the last of the words. */
function offered(...words: readonly string[]): readonly string[] {
  const lines = [
    `source '${script}'`,
    `COMP_WORDS=(slipway ${words.map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length}`,
    '_slipway',
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ];
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', lines.join('\n')], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n').filter(Boolean);
}

test('Bash completes commands', () => {
  expect(offered('pro')).toEqual(['promote']);
  expect(offered('')).toEqual(expect.arrayContaining(['release', 'verify', 'rollback', 'status']));
});

test('Bash completes the options, environments and services of a command', () => {
  expect(offered('rollback', '--re')).toEqual(['--reason']);
  expect(offered('rollback', 's')).toEqual(['staging']);
  expect(offered('rollback', 'staging', 'a')).toEqual(['api']);
});

test('Bash completes the values of an option', () => {
  expect(offered('promote', '--from', 'd')).toEqual(['dev']);
  const rules = ['soak', 'freeze', 'hold', 'rolledBack', 'skip', 'group'];
  expect(offered('promote', '--override', '')).toEqual(rules);
  expect(offered('rollback', '--override', '')).toEqual(['group']);
});

test('the scripts of the other shells know the same commands', async () => {
  for (const shell of ['zsh', 'fish']) {
    const { stdout: text } = await session.slipway('completion', shell);
    expect(text).toMatch(/promote.*select in an environment/);
    expect(text).toContain('override');
  }
});
