import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { beginRepository } from '../support/begin-repository';
import { type CommandSession, commandSession } from '../support/command-session';
import { TINY_RECORD } from '../support/tiny-record';

const top = mkdtempSync(join(tmpdir(), 'slipway-diff-kept-'));
mkdirSync(join(top, 'tmp'));
const session = open();
/** Each test has a folder of its own. */
let folder: string;
let repository: string;
beforeEach(() => {
  folder = mkdtempSync(join(top, 'test-'));
  repository = join(folder, 'repository');
  put('cdktf.json', JSON.stringify({ app: 'node app.js' }));
  put('app.js', app());
  put('.gitignore', 'cdktf.out\nnode_modules\n*.local\n');
  put('type', 'ClusterIP');
  put('node_modules/toolkit/index.js', "module.exports = '1';");
  beginRepository(git);
  commit();
});
afterAll(() => {
  session.end();
  rmSync(top, { recursive: true, force: true });
});

function open(env: NodeJS.ProcessEnv = {}): CommandSession {
  return commandSession(top, { ...process.env, TMPDIR: join(top, 'tmp'), ...env });
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' });
}

function commit(): void {
  git('add', '.');
  git('commit', '--quiet', '--message', 'next');
}

/**
 * Stands for a project: synthesises one service from a committed file, an ignored one and a package, and notes which folder ran.
 */
function app(): string {
  return `const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('fs');
    appendFileSync(${JSON.stringify(join(folder, 'runs'))}, process.cwd() === ${JSON.stringify(repository)} ? 'h' : 'b');
    const local = existsSync('name.local') ? readFileSync('name.local', 'utf8') : 'web';
    const spec = { type: readFileSync('type', 'utf8'), session_affinity: require('toolkit') };
    const resource = { kubernetes_service_v1: { web: { metadata: { name: local }, spec } } };
    mkdirSync('cdktf.out/stacks/dev-services', { recursive: true });
    writeFileSync('cdktf.out/stacks/dev-services/cdk.tf.json', JSON.stringify({ resource }));
    writeFileSync('cdktf.out/slipway.json', ${JSON.stringify(JSON.stringify(TINY_RECORD))});`;
}

/** What a diff answers, and what was synthesised for it: `h` the project here, `b` the base. */
function diff(...args: readonly string[]): Promise<Diff> {
  return diffIn(session, ...args);
}

interface Diff {
  readonly status: number;
  readonly stdout: string;
  readonly ran: string;
}

async function diffIn(other: CommandSession, ...args: readonly string[]): Promise<Diff> {
  rmSync(join(folder, 'runs'), { force: true });
  const { status, stdout } = await other.slipwayIn(relative(top, repository), 'diff', ...args);
  return { status, stdout, ran: runs() };
}

function runs(): string {
  const path = join(folder, 'runs');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const store = () => join(repository, 'node_modules/.cache/slipway/synths');
const keptFiles = () => readdirSync(store()).map((name) => join(store(), name));

test('a working tree that equals the base is synthesised once, and after that not at all', async () => {
  expect(await diff()).toMatchObject({ status: 0, ran: 'h' });
  expect(await diff()).toMatchObject({ status: 0, ran: '' });
});

test('a change is synthesised, and the base of it only the first time', async () => {
  put('type', 'NodePort');
  expect(await diff()).toMatchObject({ status: 2, ran: 'bh' });
  const first = await diff('--json');
  expect(first).toMatchObject({ status: 2, ran: '' });
  put('type', 'LoadBalancer');
  const second = await diff('--json');
  expect(second).toMatchObject({ status: 2, ran: 'h' });
  expect(first.stdout).toContain('NodePort');
  expect(second.stdout).toContain('LoadBalancer');
});

test('a diff from kept synths is that of new ones, to the byte', async () => {
  put('type', 'NodePort');
  const made = await diff('--json');
  const kept = await diff('--json');
  const fresh = await diff('--json', '--fresh');
  expect([made.ran, kept.ran, fresh.ran]).toEqual(['bh', '', 'bh']);
  expect([kept.stdout, fresh.stdout]).toEqual([made.stdout, made.stdout]);
});

test.each([
  ['a changed file', 'type', 'NodePort', 'h'],
  ['an untracked file', 'another', '', 'h'],
  ['an ignored file, which a synth may read', 'name.local', 'other', 'h'],
  ['a package of another version', 'node_modules/toolkit/index.js', "module.exports = '22';", 'bh'],
  ['a new package', 'node_modules/new/index.js', '', 'bh'],
  ['another way in which git writes files', '.git/info/attributes', '* text eol=crlf', 'bh'],
])('after %s, what it decides is synthesised again', async (_what, path, text, ran) => {
  git('checkout', '--quiet', '-b', 'change');
  put('note', '1');
  commit();
  expect((await diff()).ran).toBe('bh');
  expect((await diff()).ran).toBe('');
  put(path, text);
  const changed = await diff('--json');
  expect(changed.ran).toBe(ran);
  expect(changed.stdout).toBe((await diff('--json', '--fresh')).stdout);
});

test('a package that is edited to the same size, with its old time, is noticed', async () => {
  const file = join(repository, 'node_modules/toolkit/index.js');
  put('type', 'NodePort');
  await diff();
  const old = new Date(2000, 1);
  put('node_modules/toolkit/index.js', "module.exports = '2';");
  utimesSync(file, old, old);
  expect((await diff()).ran).toBe('bh');
  put('node_modules/toolkit/index.js', "module.exports = '3';");
  utimesSync(file, old, old);
  const { ran } = await diff();
  expect(ran).toBe('bh');
});

test('a package that is linked from elsewhere is looked into', async () => {
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'elsewhere/index.js'), "module.exports = '1';");
  rmSync(join(repository, 'node_modules/toolkit'), { recursive: true });
  symlinkSync(join(folder, 'elsewhere'), join(repository, 'node_modules/toolkit'));
  put('type', 'NodePort');
  expect((await diff()).ran).toBe('bh');
  expect((await diff()).ran).toBe('');
  writeFileSync(join(folder, 'elsewhere/index.js'), "module.exports = 'other';");
  expect((await diff()).ran).toBe('bh');
});

test('the environment of a synth is part of it, but not whether npx started the command', async () => {
  put('type', 'NodePort');
  await diff();
  for (const [env, ran] of [
    [{ PATH: `${join(repository, 'node_modules/.bin')}:${process.env['PATH']}` }, ''],
    [{ LANG: 'tr_TR.UTF-8' }, 'bh'],
  ] as const) {
    const other = open(env);
    const { ran: found } = await diffIn(other);
    other.end();
    expect(found).toBe(ran);
  }
});

test('a change that git was told to overlook is still in the diff', async () => {
  expect((await diff()).status).toBe(0);
  git('update-index', '--assume-unchanged', 'type');
  put('type', 'NodePort');
  expect(await diff()).toMatchObject({ status: 2, ran: 'h' });
});

test('an output that another command has changed is synthesised again', async () => {
  put('type', 'NodePort');
  const { stdout } = await diff('--json');
  put('cdktf.out/stacks/dev-services/cdk.tf.json', '{}');
  const again = await diff('--json');
  expect(again.ran).toBe('h');
  expect(again.stdout).toBe(stdout);
});

/** A kept synth with another text in it, and the hash of what it was. */
function tampered(text: string): string {
  const [hash = '', json = ''] = text.split('\n');
  const { key, files } = JSON.parse(json) as { key: string; files: Record<string, string> };
  const changed = Object.entries(files).map(([path, bytes]) => {
    const plain = Buffer.from(bytes, 'base64').toString().replace('ClusterIP', 'LoadBalan');
    return [path, Buffer.from(plain).toString('base64')];
  });
  return `${hash}\n${JSON.stringify({ key, files: Object.fromEntries(changed) as object })}`;
}

test.each<[string, (text: string) => string]>([
  ['is cut off', (text) => text.slice(0, -9)],
  ['is empty', () => ''],
  ['was changed', tampered],
  ['is not one', () => '{"files": {}}'],
])('a kept synth that %s is not used', async (_what, damage) => {
  put('type', 'NodePort');
  const { stdout } = await diff('--json');
  for (const file of keptFiles()) writeFileSync(file, damage(readFileSync(file, 'utf8')));
  expect(await diff('--json')).toMatchObject({ status: 2, ran: 'b', stdout });
  expect((await diff('--json')).ran).toBe('');
});

test('a kept synth of another commit is not used in place of it', async () => {
  put('type', 'NodePort');
  commit();
  put('type', 'LoadBalancer');
  await diff('--base', 'HEAD~1');
  const [first = ''] = keptFiles();
  const { stdout } = await diff('--base', 'HEAD', '--json');
  const second = keptFiles().find((file) => file !== first) ?? '';
  writeFileSync(second, readFileSync(first));
  expect(await diff('--base', 'HEAD', '--json')).toMatchObject({ ran: 'b', stdout });
});

test('a policy that a branch changes is found with a kept base too', async () => {
  const severity = "{ protected: 'error', other: 'error' }";
  const policy = (verdict: string) =>
    `exports.policy = { name: 'team/rule', severity: ${severity}, judgeProject: () => '${verdict}' };`;
  put('policies/rule.js', policy('compliant'));
  commit();
  expect(await diff()).toMatchObject({ status: 0, ran: 'h' });
  put('policies/rule.js', policy('not applicable'));
  const changed = await diff();
  expect(changed).toMatchObject({
    status: 3,
    ran: 'h',
    stdout: expect.stringContaining('policies/rule.js must not change'),
  });
});

test('two diffs at once answer alike, and the next one finds what they kept', async () => {
  put('type', 'NodePort');
  const other = open();
  const at = relative(top, repository);
  const said = await Promise.all([session, other].map((each) => each.slipwayIn(at, 'diff', '--json')));
  other.end();
  expect(said[0]?.stdout).toBe(said[1]?.stdout);
  expect(said.map(({ status }) => status)).toEqual([2, 2]);
  // The second one waits for the output of the first.
  expect(runs().replace(/b/g, '')).toBe('h');
  expect((await diff('--json')).ran).toBe('');
});

test('not more than ten synths are kept, the last used', async () => {
  for (let index = 0; index < 11; index++) {
    put('type', `Type${index}`);
    commit();
  }
  await diff('--base', 'HEAD~11');
  for (let back = 10; back >= 1; back--) {
    await diff('--base', `HEAD~${back}`);
    if (back > 1) expect((await diff('--base', 'HEAD~11')).ran).toBe('');
  }
  expect(keptFiles()).toHaveLength(10);
  expect((await diff('--base', 'HEAD~11')).ran).toBe('');
  expect((await diff('--base', 'HEAD~10')).ran).toBe('b');
});

test.each([
  ['a file stands where synths are kept', 'node_modules/.cache'],
  ['a file stands where each would be', 'node_modules/.cache/slipway/synths'],
])('where %s, the diff is the same', async (_what, path) => {
  put(path, 'a file');
  put('type', 'NodePort');
  const first = await diff('--json');
  expect(first).toMatchObject({ status: 2, ran: 'bh' });
  const again = await diff('--json');
  expect(again).toMatchObject({ status: 2, stdout: first.stdout });
  expect(again.ran).toContain('b');
});
