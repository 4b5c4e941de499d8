import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a folder that nobody else may read, and removes it afterwards, however the process ends short of being killed. */
export async function withPrivateFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  // Node makes it with mode 0700.
  const folder = mkdtempSync(join(tmpdir(), 'slipway-deploy-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  try {
    return await use(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
