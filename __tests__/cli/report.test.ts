import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const bin = join(__dirname, '../../bin/slipway.js');
const folder = mkdtempSync(join(tmpdir(), 'slipway-report-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [bin, 'report', ...args], { encoding: 'utf8', cwd: folder });

test('slipway report writes one file beside the synth and says where it is', () => {
  const { record } = synthProject(smallProject());
  writeFileSync(join(folder, 'slipway.json'), JSON.stringify({ ...record, stacks: {} }));
  const { status, stdout, stderr } = run('--output', '.');
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: 'Report: report.html (open it in a browser)\n',
    stderr: '',
  });
  const page = readFileSync(join(folder, 'report.html'), 'utf8');
  expect(page).toContain(`<h1>${record.project}</h1>`);
  expect(page).not.toContain(folder);
});

test('slipway report compares with another synthesised folder', () => {
  const { status, stdout } = run('--output', '.', '--base', '.', '--write', 'since.html');
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'Report: since.html (open it in a browser)\n' });
  expect(readFileSync(join(folder, 'since.html'), 'utf8')).toContain('nothing changes');
});

test('folders that another cdktf app made are compared as well', () => {
  for (const name of ['before', 'after']) {
    mkdirSync(join(folder, name, 'stacks'), { recursive: true });
    writeFileSync(
      join(folder, name, 'manifest.json'),
      JSON.stringify({
        version: '0.21.0',
        stacks: { prod: { name: 'prod', synthesizedStackPath: 'stacks/prod.json' } },
      }),
    );
    writeFileSync(join(folder, name, 'stacks/prod.json'), JSON.stringify({ locals: { side: name } }));
  }
  expect(run('--output', 'after', '--base', 'before')).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(join(folder, 'after', 'report.html'), 'utf8')).toContain('Changes since before');
});

test('slipway report without a synth exits with 1 and says what to run', () => {
  const { status, stderr } = run('--output', 'nowhere');
  expect(status).toBe(1);
  expect(stderr).toContain('→ Run `npm start`');
});

test('slipway report that cannot write its file says why and what to do', () => {
  mkdirSync(join(folder, 'taken'));
  const { status, stderr } = run('--output', '.', '--write', 'taken');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(
      /^taken cannot be written: EISDIR.*\n {2}→ A folder is in its place: move it away\.\n$/,
    ),
  });
});
