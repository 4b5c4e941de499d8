import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const top = join(__dirname, '../..');
const options = { strict: true, lib: ['es5'], skipLibCheck: true };

/** In place of those of Node, which take long to read. */
const NODE = 'declare const console: any;\ndeclare const process: any;\ndeclare const require: any;';

/** In place of tsc's program: notes that it was started, and is tsc. */
const tsc = (name: string): string => `
require('node:fs').appendFileSync('node_modules/checks', 'x');
import(${JSON.stringify(pathToFileURL(join(top, 'node_modules', name, 'bin/tsc')).href)});
`;

let folder: string;
let other: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-synth-script-'));
  other = mkdtempSync(join(tmpdir(), 'slipway-synth-script-'));
  write('tsconfig.json', JSON.stringify({ compilerOptions: options }));
  write('node_modules/@types/node/index.d.ts', NODE);
  write('node_modules/typescript/bin/tsc', tsc('typescript'));
  write('types.ts', 'export type Name = string;');
});
afterEach(() => {
  for (const each of [other, folder]) rmSync(each, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const says = (value: string) =>
  `import type { Name } from './types';\nconst name: Name = ${value};\nconsole.log(name);`;

function synth(cwd = folder, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-C', 'slipway-source', join(top, 'bin/synth.js')],
    {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    },
  );
  const checks = readFileSync(join(folder, 'node_modules/checks'), 'utf8').length;
  return { status, printed: `${stdout}${stderr}`.trim(), checks };
}

test('a folder without main.ts is told what is missing, and what to do', () => {
  write('node_modules/checks', '');
  const { status, printed, checks } = synth();

  expect({ status, checks }).toEqual({ status: 1, checks: 0 });
  expect(printed).toMatch(/main\.ts must be there: it synthesises .*, but is no such file/);
  expect(printed).toContain('`npx slipway init` writes one');
  expect(printed).not.toContain('defect');
});

test('types are checked beside the synth, and not again until something changes', () => {
  write('main.ts', says("'one'"));
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
  write('main.ts', says("'two'"));
  expect(synth()).toEqual({ status: 0, printed: 'two', checks: 2 });
});

test('TypeScript 7 checks them alone, where it is installed beside an earlier version', () => {
  write('node_modules/typescript/bin/tsc', 'process.exit(9);');
  write('node_modules/typescript-7/bin/tsc', tsc('typescript-7'));
  write('main.ts', says("'one'"));
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
  write('main.ts', says('1 as number'));
  expect(synth()).toMatchObject({ status: 1, checks: 2 });
  expect(synth().printed).toContain(
    "main.ts(2,7): error TS2322: Type 'number' is not assignable to type 'string'.",
  );
});

test.each([
  ['has a syntax error', 'const replicas = 3{ min: 2 };', /has a syntax error:\n[^]*sizes\.ts:1:1/],
  [
    'imports what is not there',
    "import './elsewhere';",
    /imports what is not there: \.\/elsewhere, in sizes\.ts/,
  ],
])('a file of the project that %s is told as that, without a trace', (_what, sizes, says) => {
  write('main.ts', "import './sizes';");
  write('sizes.ts', `${sizes}\nexport {};`);
  const { status, printed } = synth();
  expect(status).toBe(1);
  expect(printed).toMatch(says);
  expect(printed).not.toMatch(/defect|backtrace|\n\s+at /);
});

test('a type error fails every synth, with its message', () => {
  write('main.ts', says('1 as number'));
  for (const checks of [1, 2]) {
    const { status, printed, checks: done } = synth();
    expect(printed).toContain(
      "main.ts(2,7): error TS2322: Type 'number' is not assignable to type 'string'.",
    );
    expect({ status, done }).toEqual({ status: 1, done: checks });
  }
});

test('what is imported or declared and not used is for the linter: it stops no synth', () => {
  const unused = { ...options, noUnusedLocals: true, noUnusedParameters: true };
  write('tsconfig.json', JSON.stringify({ compilerOptions: unused }));
  write(
    'main.ts',
    `import type { Name as Unused } from './types';\n${says("'one'")}\nconst none = (much: 1) => 1;`,
  );
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
});

test('what the synth itself refuses is printed although types are wrong, and before them', () => {
  write('main.ts', `${says('1 as number')}\nrequire(${JSON.stringify(top)}).Size.mebibytes(-1);`);
  const { status, printed } = synth();
  expect(status).toBe(1);
  expect(printed).toMatch(/Size\.mebibytes\(…\) must be[^]*error TS2322/);
});

test('an application in the same folder is checked by its own tools', () => {
  write('package.json', JSON.stringify({ type: 'module' }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { ...options, module: 'nodenext' } }));
  write('tsconfig.app.json', '{ "include": ["src"] }');
  write('src/page.ts', "import 'react';\nexport const page: number = 'wrong';");
  // Node's modules would want ./types.js here.
  write('main.ts', says("'one'"));
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
  expect(synth()).toEqual({ status: 0, printed: 'one', checks: 1 });
});

test('a diff does not check the types of a commit again', () => {
  write('main.ts', says('1 as number'));
  write('node_modules/checks', '');
  expect(synth(folder, { SLIPWAY_TYPES: 'unchecked' })).toEqual({ status: 0, printed: '1', checks: 0 });
});

test('a file that appears beside an import, and is found instead of it, is checked', () => {
  rmSync(join(folder, 'types.ts'));
  write('types/index.ts', 'export type Name = string;');
  write('main.ts', says("'one'"));
  expect(synth().status).toBe(0);
  write('types.ts', 'export type Name = number;');
  expect(synth()).toMatchObject({ status: 1, checks: 2 });
});

test('another checkout with the same node_modules is checked by itself', () => {
  write('main.ts', says("'one'"));
  expect(synth().checks).toBe(1);
  for (const name of ['main.ts', 'types.ts', 'tsconfig.json', 'node_modules'])
    symlinkSync(join(folder, name), join(other, name));
  expect(synth(other)).toEqual({ status: 0, printed: 'one', checks: 2 });
});

test('a synth that fails is reported as failed, with or without errors in its types', () => {
  write('main.ts', 'process.exitCode = 3;');
  expect(synth().status).toBe(1);
  expect(synth()).toMatchObject({ status: 3, checks: 1 });
});

test.each([
  ['an error of its own', "throw new Error('mine');", /^broken\.ts:\d+:\d+ threw an error: Error: mine$/m],
  [
    'a refused value',
    `require(${JSON.stringify(top)}).Size.mebibytes(-1);`,
    /^ {2}Size\.mebibytes\(…\) must be/m,
  ],
])('a file of the project that fails while it is loaded is reported without a trace: %s', (_, text, said) => {
  write('main.ts', "import './broken';");
  write('broken.ts', `${text}\nexport {};`);
  // Once beside the check of types, and once without it.
  for (const { status, printed } of [synth(), synth()]) {
    expect(status).toBe(1);
    expect(printed).toMatch(said);
    expect(printed).not.toMatch(/^\s+at /m);
  }
});
