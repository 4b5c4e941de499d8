import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTemporaryFolder } from '../../../operations/process';
import { TYPESCRIPT } from '../../support/run-typescript';

test('the folder is there during the work, for this user alone, and removed afterwards', async () => {
  const folder = await withTemporaryFolder('slipway-test-', (made) => {
    writeFileSync(join(made, 'file'), 'text');
    expect(statSync(made).mode & 0o777).toBe(0o700);
    return made;
  });
  expect(existsSync(folder)).toBe(false);
});

test('the folder is removed when the work fails', async () => {
  let folder = '';
  const work = withTemporaryFolder('slipway-test-', (made) => {
    folder = made;
    throw new Error('the work failed');
  });
  await expect(work).rejects.toThrow('the work failed');
  expect(existsSync(folder)).toBe(false);
});

test('where TMPDIR is no folder, the failure says so, and what to set', () => {
  const source = JSON.stringify(join(__dirname, '../../../operations/process'));
  // In a process of its own: Node asks the system where temporary folders are, and Jest has a copy of the environment.
  const program = `require(${source}).withTemporaryFolder('slipway-test-', () => console.log('made')).catch(
    (error) => console.log(error.name, error.message));`;
  const { stdout } = spawnSync(process.execPath, [...TYPESCRIPT, '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: '/nowhere' },
  });
  expect(stdout).toMatch(/^Failure no temporary folder can be made in \/nowhere: ENOENT\n→ Set TMPDIR/);
});
