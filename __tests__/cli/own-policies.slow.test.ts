import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedPolicies } from '../../cli/reviewing/changed-policies';
import { judgeOwnPolicies } from '../../cli/reviewing/judge-own-policies';
import { InvalidInput } from '../../core/findings';
import { Failure } from '../../operations/process';

let folder: string;
let project: string;
const env = () => ({ ...process.env, GITHUB_TOKEN: 'zq-token', TMPDIR: join(folder, 'tmp') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-own-policies-'));
  project = join(folder, 'project');
  for (const name of ['tmp', 'project/policies', 'synth/stacks'])
    mkdirSync(join(folder, name), { recursive: true });
  const record = { version: 1, project: 'tiny', environments: [], images: {}, stacks: {}, findings: [] };
  writeFileSync(join(folder, 'synth', 'slipway.json'), JSON.stringify(record));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A policy that finds one thing: what the expression says. */
const finds = (expression: string) => `
  const { homedir } = require('node:os');
  exports.policy = { name: 'team/own', severity: { protected: 'error', other: 'warning' },
    judgeProject: (synth) => [{ path: 'here', message: 'must say', value: String(${expression}), advice: 'Say.' }] };`;

const write = (name: string, text: string) => {
  writeFileSync(join(project, 'policies', name), text);
};
const judge = (timeoutMs?: number) =>
  judgeOwnPolicies({ project, after: join(folder, 'synth') }, env(), timeoutMs);
const refusal = async (): Promise<unknown> => judge().catch((error: unknown) => error);
const left = () => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('slipway-'));
const found = async () => (await judge()).own?.after[0]?.value;

test('a project without policies starts no process', async () => {
  expect(await judge(0)).toEqual({});
});

test("a policy gets the synth, and none of the reviewer's secrets", async () => {
  write(
    'own.js',
    finds(`[synth.record.project, process.env.GITHUB_TOKEN, homedir() === ${JSON.stringify(homedir())}]`),
  );
  expect(await found()).toBe('tiny,,false');
  expect(left()).toEqual([]);
});

/** What an expression gives, or the code of the error that it throws. */
const attempt = (expression: string) =>
  `(() => { try { return String(${expression}).slice(0, 40); } catch (error) { return error.code ?? error.message; } })()`;

test('a policy sees no other process, nothing else of the machine and nothing hidden, and changes nothing', async () => {
  writeFileSync(join(project, '.env'), 'zq-secret');
  const attempts = [
    "require('fs').readFileSync(`/proc/${process.ppid}/environ`)",
    "require('fs').readFileSync('/etc/hostname')",
    "require('fs').readFileSync('.env')",
    "require('child_process').execFileSync('id')",
    "require('fs').writeFileSync('policies/own.js', '')",
  ];
  write('own.js', finds(`[${attempts.map(attempt).join()}]`));
  expect(await found()).toBe(attempts.map(() => 'ERR_ACCESS_DENIED').join());
});

test('a policy cannot get round this by a native addon, or by the debugger of another process', async () => {
  const attempts = ["process.dlopen({ exports: {} }, './own.node')", "process.kill(process.ppid, 'SIGUSR1')"];
  write('own.js', finds(`[${attempts.map(attempt).join()}]`));
  expect(await found()).toBe('a policy has no process.dlopen,a policy has no process.kill');
});

test('a policy may be written in TypeScript', async () => {
  write(
    'own.ts',
    `// ${folder}: a text that was never compiled
    export const policy = { name: 'team/own' as string, severity: { protected: 'error', other: 'warning' },
      judgeProject: () => [{ path: 'here', message: 'must say', value: 'typed', advice: 'Say.' }] };`,
  );
  expect(await found()).toBe('typed');
});

test('a policy reads other files of the project', async () => {
  writeFileSync(join(project, 'limits.json'), '{ "most": 3 }');
  write('own.js', finds("require('../limits.json').most"));
  expect(await found()).toBe('3');
});

test('no URL that a policy gets contains a password', async () => {
  const addresses = {
    HTTPS_PROXY: 'http://ops:zq-pass@proxy.example.com:3128',
    http_proxy: 'ops:zq-pass@proxy.example.com:3128',
    npm_config_registry: 'https://ops:zq-pass@npm.example.com/@team/',
    NO_PROXY: 'localhost,.example.com',
  };
  write('own.js', finds(`${JSON.stringify(Object.keys(addresses))}.map((name) => process.env[name])`));
  const { own } = await judgeOwnPolicies(
    { project, after: join(folder, 'synth') },
    { ...env(), ...addresses },
  );
  expect(own?.after[0]?.value?.split(',')).toEqual([
    'http://proxy.example.com:3128',
    'proxy.example.com:3128',
    'https://npm.example.com/@team/',
    'localhost',
    '.example.com',
  ]);
});

test('output that a policy prints is not part of its answer', async () => {
  write('own.js', `console.log('{"names":[]}');${finds("'answered'")}`);
  expect(await found()).toBe('answered');
});

test('findings of a policy cannot send control sequences to a terminal or a log', async () => {
  write('own.js', finds(String.raw`'red \u001b[31m\n::add-mask::x'`));
  expect(await found()).toBe('red  [31m ::add-mask::x');
});

test.each([
  [
    'fails',
    'throw new Error("no such thing");',
    /the process of the policies in policies\/ failed with code 1:[^]*no such thing/,
  ],
  ['ends before it judges', 'process.exit(0);', /no valid answer/],
  [
    'answers something else',
    'require("fs").writeFileSync(process.argv[2], "{}"); process.exit(0);',
    /no valid answer/,
  ],
])('a policy that %s is a failure, and leaves nothing behind', async (_what, text, says) => {
  write('own.js', text);
  const error = await refusal();
  expect(error).toBeInstanceOf(Failure);
  expect(String(error)).toMatch(says);
  expect(left()).toEqual([]);
});

test.each([
  [
    'throws',
    "\nthrow new Error('no such thing');",
    'policies/own.js:2:7 threw an error: Error: no such thing',
  ],
  ['does not compile', 'exports.policy = {', 'A file of the project has a syntax error'],
  [
    'imports what is not there',
    "require('./help');",
    'imports what is not there: ./help, in policies/own.js',
  ],
])('a policy that %s is told with its line, without a trace', async (_what, text, says) => {
  write('own.js', text);
  const told = String(await refusal());
  expect(told).toContain(says);
  expect(told).not.toMatch(/\n[ |]+at |DEBUG/);
});

test('output of a failing policy cannot control a terminal, and is not a CI command', async () => {
  write(
    'own.js',
    String.raw`console.error('\u001b[2J\n::add-mask::x\n a ##[group]y ##vso[z]'); process.exit(1);`,
  );
  expect(String(await refusal())).toMatch(
    /failed with code 1:\n {2}\| \\u001b\[2J\n {2}\| ::add-mask::x\n {2}\| {2}a # #\[group\]y # #vso\[z\]$/,
  );
});

test('a policy that hangs is killed', async () => {
  write('own.js', 'for (;;);');
  await expect(judge(1500)).rejects.toThrow(
    'the process of the policies in policies/ was stopped after 1.5 s',
  );
});

test.each([
  ['no policy', 'own.js', 'exports.rule = {};', 'must export `policy`'],
  [
    'an unknown severity',
    'own.js',
    "exports.policy = { name: 'a', severity: { protected: 'fatal', other: 'note' }, judge: () => 'compliant' };",
    'must export `policy`',
  ],
  [
    'no verdict',
    'own.js',
    "exports.policy = { name: 'a', severity: { protected: 'error', other: 'note' }, judgeProject: () => 'non compliant' };",
    "a must answer 'compliant', 'not applicable' or a list, but is another text",
  ],
  ['no list of exceptions', 'exceptions.js', 'exports.exceptions = {};', 'must export `exceptions`, a list'],
  [
    'an exception without a reason',
    'exceptions.js',
    "exports.exceptions = [{ rule: 'a', at: 'b', reason: ' ' }];",
    'must say `rule`, `at` and `reason`',
  ],
])('%s is refused', async (_what, name, text, says) => {
  write(name, text);
  const error = await refusal();
  expect(error).toBeInstanceOf(InvalidInput);
  expect(String(error)).toContain(says);
});

test('two policies with the same name are refused', async () => {
  write('a.js', finds('1'));
  write('b.js', finds('2'));
  await expect(judge()).rejects.toThrow('two policies named team/own');
});

test('a person must approve every policy that is added, changed or removed', () => {
  const other = join(folder, 'other');
  mkdirSync(join(other, 'policies', 'parts'), { recursive: true });
  for (const name of ['kept.ts', 'gone.ts', 'parts/changed.ts'])
    writeFileSync(join(other, 'policies', name), 'one');
  mkdirSync(join(project, 'policies', 'parts'));
  write('kept.ts', 'one');
  write('parts/changed.ts', 'two');
  write('exceptions.ts', 'new');
  expect(changedPolicies(other, project).map(({ path, value, known }) => [path, value, known])).toEqual([
    ['policies/exceptions.ts', 'new', false],
    ['policies/gone.ts', 'removed', false],
    ['policies/parts/changed.ts', 'changed', false],
  ]);
});
