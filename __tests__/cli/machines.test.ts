import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const output = mkdtempSync(join(tmpdir(), 'slipway-cli-'));
writeFileSync(join(output, 'slipway.json'), JSON.stringify(synthProject(smallProject()).record));
afterAll(() => {
  rmSync(output, { recursive: true, force: true });
});

function machines(...args: readonly string[]) {
  const bin = join(__dirname, '../../bin/slipway.js');
  return spawnSync(process.execPath, [bin, 'machines', '--output', output, ...args], { encoding: 'utf8' });
}

test('slipway machines lists the machines of the given environment', () => {
  const { status, stdout } = machines('prod', '--format', 'hosts');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: '10.2.0.16  small-prod-nodes-0\n10.2.0.17  small-prod-nodes-1\n',
  });
});

test('an unknown environment is refused with a list of those in the synth', () => {
  const { status, stderr } = machines('qa');
  expect(status).toBe(1);
  expect(stderr).toContain('environment must be an environment of this project, but is qa');
  expect(stderr).toContain('→ Choose from: dev, prod.');
});

test('an unknown format is refused with a list of the formats', () => {
  const { status, stderr } = machines('--format', 'xml');
  expect(status).not.toBe(0);
  expect(stderr).toContain('table, ansible, ssh-config, hosts');
});
