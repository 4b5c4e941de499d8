import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const top = join(__dirname, '../..');

test('an environment whose nodes are set up by somebody else has no machines to join', () => {
  const args = ['-C', 'slipway-source', join(top, 'bin', 'slipway.js'), 'join', 'dev'];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: top, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(
    "environments.dev.cluster must have machines join: joins(existing({ … }), '<pool>', { … })",
  );
});
