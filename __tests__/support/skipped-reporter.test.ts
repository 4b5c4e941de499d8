import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test('a run ends with the skipped tests and a line of totals', () => {
  const output = runJest({
    'a.test.js':
      "test('runs', () => {}); test.skip('needs a cluster, skipped: there is none', () => {}); test.todo('later');",
    'b.test.js': "test('breaks', () => { throw new Error('broken'); });",
  });
  expect(output).toMatch(
    /\nSkipped:\n {2}later\n {2}needs a cluster, skipped: there is none\n\nTests: 1 passed, 1 failed, 2 skipped\n$/,
  );
});

test('a test file that cannot start counts as failed', () => {
  expect(runJest({ 'a.test.js': "require('./nowhere');" })).toMatch(
    /\nTests: 0 passed, 1 failed, 0 skipped\n$/,
  );
});

test('tests that a name pattern excludes are not listed', () => {
  const output = runJest({ 'a.test.js': "test('one', () => {}); test('two', () => {});" }, ['-t', 'one']);
  expect(output).not.toContain('Skipped:');
  expect(output).toMatch(/\nTests: 1 passed, 0 failed, 1 skipped\n$/);
});

/** All that Jest prints, in the order in which it comes, as a log of CI has it. */
function runJest(files: Readonly<Record<string, string>>, args: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-reporter-'));
  try {
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
    const reporters = ['default', join(__dirname, 'skipped-reporter.js')];
    writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ reporters, transform: {} }));
    const { stdout } = spawnSync(
      'sh',
      ['-c', '"$0" "$@" 2>&1', process.execPath, require.resolve('jest/bin/jest'), '--runInBand', ...args],
      { cwd: folder, encoding: 'utf8', timeout: 30_000 },
    );
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
