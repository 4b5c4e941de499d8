import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../exit-codes';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs some work with a temporary folder, which is removed afterwards, also when the process is interrupted. */
export async function withTemporaryFolder<T>(
  prefix: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const leave = (): void => {
    process.exit(EXIT.failed);
  };
  process.once('exit', remove);
  for (const signal of SIGNALS) process.on(signal, leave);
  try {
    return await work(folder);
  } finally {
    for (const signal of SIGNALS) process.off(signal, leave);
    process.off('exit', remove);
    remove();
  }
}
