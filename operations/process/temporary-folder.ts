import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure';

/**
 * Runs some work with a temporary folder that nobody else may read, and removes the folder afterwards, also when the process
 * exits meanwhile.
 *
 * @param prefix what the name of the folder begins with, such as `slipway-sign-`
 * @throws Failure where no temporary folder can be made
 */
export async function withTemporaryFolder<T>(
  prefix: string,
  work: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = temporaryFolder(prefix);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/**
 * Makes a temporary folder, which only this user may read.
 * @throws Failure where none can be made
 */
export function temporaryFolder(prefix: string): string {
  try {
    return realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Failure(
      `no temporary folder can be made in ${tmpdir()}: ${code ?? message}\n→ Set TMPDIR to a folder that can be written to.`,
    );
  }
}
