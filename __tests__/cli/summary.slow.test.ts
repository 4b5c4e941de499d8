import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const bin = join(__dirname, '../../bin/slipway.js');
const folder = mkdtempSync(join(tmpdir(), 'slipway-cli-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('slipway summary --json prints the record of the synth', () => {
  const { record } = synthProject(smallProject());
  writeFileSync(join(folder, 'slipway.json'), JSON.stringify(record));
  const printed = execFileSync(process.execPath, [bin, 'summary', '--output', folder, '--json'], {
    encoding: 'utf8',
  });
  expect(JSON.parse(printed)).toEqual(record);
});

test.each([
  ['there is no record', 'nowhere', 'missing'],
  ['the record is of another version', 'version', '2'],
  ['the record is cut off', 'cut', 'not JSON'],
])('slipway summary exits with 1 and advice when %s', (_when, name, value) => {
  const output = join(folder, name);
  if (name === 'version') write(output, '{ "version": 2 }');
  if (name === 'cut') write(output, '{ "version"');
  const { status, stderr, stdout } = spawnSync(process.execPath, [bin, 'summary', '--output', output], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(value);
  expect(stderr).toMatch(/→ (Run|Synthesise)/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('what reads a synth says that a file of the project is newer', () => {
  const project = join(folder, 'project');
  const { record } = synthProject(smallProject());
  write(join(project, 'cdktf.out'), JSON.stringify(record));
  mkdirSync(join(project, 'environments'));
  mkdirSync(join(project, 'node_modules'));
  mkdirSync(join(project, 'policies'));
  const put = (path: string, seconds: number): void => {
    writeFileSync(join(project, path), '');
    const at = Date.now() / 1000 + seconds;
    utimesSync(join(project, path), at, at);
  };
  const summary = () => spawnSync(process.execPath, [bin, 'summary'], { cwd: project, encoding: 'utf8' });

  put('environments/dev.ts', -3_600);
  put('node_modules/index.js', 3_600);
  put('policies/registry.ts', 3_600);
  put('README.md', 3_600);
  put('synth.log', 3_600);
  expect(summary()).toMatchObject({ status: 0, stderr: '' });

  put('environments/dev.ts', 3_600);
  expect(summary()).toMatchObject({
    status: 0,
    stderr: 'environments/dev.ts is newer than cdktf.out: to see what it changes, synthesise again.\n',
  });
});

function write(output: string, text: string): void {
  execFileSync('mkdir', ['-p', output]);
  writeFileSync(join(output, 'slipway.json'), text);
}
