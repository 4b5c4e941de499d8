import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TYPESCRIPT } from '../support/run-typescript';

const folder = mkdtempSync(join(tmpdir(), 'slipway-typescript-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(...lines: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  writeFileSync(join(folder, 'main.ts'), lines.join('\n'));
  return spawnSync(process.execPath, [...TYPESCRIPT, 'main.ts'], { cwd: folder, encoding: 'utf8' });
}

const prints = (text: string) => `const text: string = '${text}';\nconsole.log(text);`;

test('what was compiled before is not taken for a file that changed, even back', () => {
  expect(['one', 'two', 'one'].map((text) => run(prints(text)).stdout)).toEqual(['one\n', 'two\n', 'one\n']);
});

test('a trace names lines and columns of the source', () => {
  const types = ['interface Gone {', '  readonly a: string;', '}', 'const it: Gone = { a: "x" };'];
  const { stderr } = run(...types, 'function fails(): never {', '  throw new Error(it.a);', '}', 'fails();');
  expect(stderr).toContain('Error: x');
  expect(stderr).toMatch(/at fails \(.*main\.ts:6:9\)\n.*main\.ts:8:1\)/);
});

test('a syntax error names the file and the line', () => {
  expect(run('const a = 1;', 'const = 2;').stderr).toMatch(/main\.ts:2/);
});
