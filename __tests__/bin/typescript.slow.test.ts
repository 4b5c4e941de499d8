import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
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

test('a trace names the file, though another one has the same text', () => {
  for (const name of ['first.ts', 'second.ts'])
    writeFileSync(join(folder, name), "export const fails = () => { throw new Error('x'); };");
  const calls = (name: string) => [`import { fails } from './${name}';`, 'fails();'];
  for (const name of ['first', 'second', 'first', 'second'])
    expect(run(...calls(name)).stderr).toMatch(new RegExp(`at fails \\(.*${name}\\.ts:1:36\\)`));
});

test('a syntax error names the file and the line', () => {
  expect(run('const a = 1;', 'const = 2;').stderr).toMatch(/main\.ts:2/);
});

test('an import leads where tsc says: to a.ts, though a.json is there too', () => {
  writeFileSync(join(folder, 'a.json'), '{ "name": "json" }');
  writeFileSync(join(folder, 'a.ts'), "export const name = 'ts';");
  expect(run("import { name } from './a';", 'console.log(name);').stdout).toBe('ts\n');
});

test("a module's require is what Node gives it, also from the cache", () => {
  writeFileSync(join(folder, 'module.mjs'), "export default 'imported';");
  writeFileSync(join(folder, 'inner.ts'), 'console.log(require.main === module, require.main.filename);');
  const lines = [
    'declare const require: any, module: any;',
    'console.log(require.main === module, require.resolve("./inner") in require.cache);',
    'require("./inner");',
    'console.log(require.resolve("./inner") in require.cache, typeof require.extensions, require.resolve.paths("a").length > 1);',
    'void import("./module.mjs" as string).then((it) => console.log(it.default));',
  ];
  const said = `true false\nfalse ${join(folder, 'main.ts')}\ntrue object true\nimported\n`;
  for (const { stdout } of [run(...lines), run(...lines)]) expect(stdout).toBe(said);
});

describe('what was compiled is kept', () => {
  const packages = join(folder, 'project/node_modules');
  const cache = join(packages, '.cache/slipway/compiled.bin');
  const main = join(folder, 'project/main.ts');
  const text = 'const add = (a: number, b: number) => a + b;\nconsole.log(add(1, 2));';

  beforeAll(() => {
    // As a package, so that the cache is one of its own.
    mkdirSync(join(packages, '@swc'), { recursive: true });
    cpSync(join(__dirname, '../../bin'), join(packages, 'slipway/bin'), { recursive: true });
    symlinkSync(join(__dirname, '../../node_modules/@swc/core'), join(packages, '@swc/core'));
    writeFileSync(main, text);
  });

  function runPackage() {
    const preload = join(packages, 'slipway/bin/typescript.js');
    const { stdout, status } = spawnSync(process.execPath, ['-r', preload, main], { encoding: 'utf8' });
    return { stdout, status };
  }

  const right = { stdout: '3\n', status: 0 };

  test('and not made again', () => {
    expect(runPackage()).toEqual(right);
    const { ino } = statSync(cache);
    expect(runPackage()).toEqual(right);
    expect(statSync(cache).ino).toBe(ino);
    writeFileSync(main, text.replace('1, 2', '1, 3'));
    expect(runPackage().stdout).toBe('4\n');
    expect(statSync(cache).ino).not.toBe(ino);
    writeFileSync(main, text);
  });

  test('and drafts that a killed process left do not stay', () => {
    const [old, fresh] = [`${cache}.1`, `${cache}.2`];
    for (const draft of [old, fresh]) writeFileSync(draft, '');
    utimesSync(old, 0, 0);
    writeFileSync(cache, '');
    expect(runPackage()).toEqual(right);
    expect([old, fresh].map((draft) => existsSync(draft))).toEqual([false, true]);
  });

  test.each<[string, (kept: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (kept: Buffer) => kept.subarray(0, kept.length / 2)],
    ['of another making', () => Buffer.from('{"hello": "world"}'.repeat(1000))],
    [
      'without a piece',
      (kept: Buffer) => Buffer.from(kept.toString('latin1').replace('[[', '[[],['), 'latin1'),
    ],
    ...[0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map((at): [string, (kept: Buffer) => Buffer] => [
      `wrong at ${at} of its length`,
      (kept: Buffer) => {
        const wrong = Buffer.from(kept);
        for (let byte = Math.floor(at * kept.length); byte < at * kept.length + 16; byte += 1)
          wrong[byte] = 255 - (wrong[byte] ?? 0);
        return wrong;
      },
    ]),
  ])('a file that is %s changes nothing', (_, damage) => {
    expect(runPackage()).toEqual(right);
    writeFileSync(cache, damage(readFileSync(cache)));
    expect(runPackage()).toEqual(right);
  });
});

test('cdktf makes archives as before, though it does not load what makes them', () => {
  const [from, to] = [join(folder, 'assets'), join(folder, 'assets.zip')];
  mkdirSync(from);
  writeFileSync(join(from, 'file'), 'text');
  const top = JSON.stringify(join(__dirname, '../..'));
  const { stdout } = run(
    'declare const require: any;',
    `const cdktf = require('node:module').createRequire(${top} + '/');`,
    "const { archiveSync } = cdktf('cdktf/lib/private/fs');",
    `archiveSync(${JSON.stringify(from)}, ${JSON.stringify(to)});`,
    'console.log(Object.keys(require.cache).filter((file) => /[\\\\/]archiver[\\\\/]/.test(file)).length);',
    "console.log(typeof cdktf('./bin/archiver-when-used.js')('zip').directory);",
  );
  expect(stdout).toBe('0\nfunction\n');
  expect(readFileSync(to).subarray(0, 2).toString()).toBe('PK');
});
