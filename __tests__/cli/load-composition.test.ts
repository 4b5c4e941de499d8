import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'slipway-composition-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'));

/** What a command says of a project whose composition is this code. @param compiler as `node -r` takes it */
function said(file: string, code: string, compiler = join(top, 'bin/typescript.js')): string {
  for (const name of ['composition.ts', 'composition.js']) rmSync(join(folder, name), { force: true });
  writeFileSync(join(folder, file), code);
  const flags = ['-C', 'slipway-source', '-r', compiler, join(top, 'bin/slipway.js'), 'place', 'prod'];
  return spawnSync(process.execPath, flags, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TS_NODE_TRANSPILE_ONLY: 'true', DEBUG: '' },
  }).stderr;
}

test.each([
  ['swc', 'composition.ts', 'export const a = 1;\nexport const b: = 2;\n', undefined],
  ['ts-node', 'composition.ts', 'export const a = 1;\nexport const b: = 2;\n', 'ts-node/register'],
  ['Node', 'composition.js', 'const a = 1;\nconst a = 2;\n', undefined],
])('a syntax error that %s finds is said with its line, and without a trace', (_, file, code, compiler) => {
  const text = said(file, code, compiler);
  expect(text).toMatch(/^.*composition\.[jt]s, or a file that it imports, has a syntax error:\n/);
  expect(text).toMatch(/composition\.[jt]s[:(]2\b/);
  expect(text).not.toMatch(/\n\s+at |Caused by|Stack backtrace|defect/);
});

test.each([
  ["throw new Error('Expected REGION to be set');", 'Error: Expected REGION to be set'],
  ["JSON.parse('{');", 'SyntaxError: Expected property name'],
])('what the project throws itself is no syntax error, and keeps its line: %s', (code, message) => {
  expect(said('composition.ts', `\n${code}\nexport {};\n`)).toMatch(
    new RegExp(`^composition\\.ts:2:\\d+ threw an error: ${message}`),
  );
});

test.each([
  ['throw 5;', 'composition.ts, or a file that it imports, threw what is no error: 5\n'],
  [
    "import { x } from './nowhere';\nconsole.log(x);",
    'imports what is not there: ./nowhere, in composition.ts.\n',
  ],
  ["import x from 'no-such-package';\nconsole.log(x);", 'imports what is not there: no-such-package, in'],
  ['await 1;', 'waits for something (await) outside of a function.\n'],
  [
    'process.exit(0);',
    'composition.ts, or a file that it imports, ended the process, so that nothing was done.\n',
  ],
])('what keeps a composition from loading is said as what it is: %s', (code, says) => {
  const text = said('composition.ts', `${code}\nexport {};\n`);
  expect(text).toContain(says);
  expect(text).not.toMatch(/defect|\n\s+at /);
});

test('a command that a composition ends has failed', () => {
  writeFileSync(join(folder, 'composition.ts'), 'process.exit(0);\nexport {};\n');
  const flags = ['-C', 'slipway-source', join(top, 'bin/slipway.js'), 'place', 'prod'];
  expect(spawnSync(process.execPath, flags, { cwd: folder }).status).toBe(1);
});
