import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseCommit } from '../../../cli/reviewing/base-commit';
import { openRepository } from '../../../operations/git';

test('a repository without a commit is told what to do, and not to name a commit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-base-commit-'));
  try {
    execFileSync('git', ['init', '--quiet', folder]);
    const repository = await openRepository(folder, process.env);
    await expect(baseCommit(repository, undefined)).rejects.toThrow(
      'this repository has no commit to compare with: commit the project first, or name two synthesised folders',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
