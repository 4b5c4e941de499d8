import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in which git knows no settings but its own and finds no repository above it. It goes away after the tests of the file. */
export function gitHome(name: string) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), `slipway-${name}-`)));
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CEILING_DIRECTORIES: home,
  };
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });
  /** Where a test puts its repository. */
  const origin = join(home, 'origin');
  /** Runs git there. */
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: origin, env, encoding: 'utf8' }).trim();
  return { home, origin, env, git };
}
