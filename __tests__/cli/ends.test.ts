import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'slipway-ends-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'));

/** A timer, a server, and a child with its pipes. */
const OPEN = `
setInterval(() => undefined, 1_000);
require('node:net').createServer().listen(0);
require('node:child_process').spawn('sleep', ['5']).unref();
`;

function ends(file: string, code: string, ...command: readonly string[]) {
  writeFileSync(join(folder, file), code);
  const { signal, status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-C', 'slipway-source', ...command],
    { cwd: folder, encoding: 'utf8', timeout: 20_000, maxBuffer: 2 ** 24 },
  );
  return { signal, status, stdout: stdout.length, stderr };
}

test('a command ends once it has printed all, whatever the composition leaves open', () => {
  const code = `process.stdout.write('x'.repeat(2 ** 20));${OPEN}exports.composition = undefined;`;
  expect(ends('composition.js', code, join(top, 'bin/slipway.js'), 'releases')).toMatchObject({
    signal: null,
    status: 1,
    stdout: 2 ** 20,
  });
});

describe('a synth', () => {
  const reports = (run: string) =>
    `require(${JSON.stringify(join(top, 'cli/index.ts'))}).reportProblems(${run});`;
  const synth = (code: string) =>
    ends('main.ts', `declare const require: any, process: any;\n${code}`, join(top, 'bin/run-main.js'));

  test('ends with what it reported, and says what kept it', () => {
    const { stderr, ...ended } = synth(`${OPEN}${reports("() => process.stdout.write('done')")}`);
    expect(ended).toEqual({ signal: null, status: 0, stdout: 4 });
    expect(stderr).toMatch(/left open kept the synth from ending \(.*TCPServer.*Timeout\)/);
  });

  test('that cannot be loaded ends with the reason', () => {
    expect(synth(`${OPEN}throw new Error('mine');`)).toMatchObject({ signal: null, status: 1 });
  });

  test('that waits for something is waited for', () => {
    const slow =
      "async () => { await new Promise((go) => setTimeout(go, 2_500)); process.stdout.write('done'); }";
    expect(synth(reports(slow))).toEqual({ signal: null, status: 0, stdout: 4, stderr: '' });
  });
});
