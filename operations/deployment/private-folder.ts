import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Failure, temporaryFolder } from '../process';

const PREFIX = 'slipway-deploy-';

/**
 * Gives a folder that nobody else may read, and removes it afterwards, however the process ends short of being killed. What a
 * run that was killed has left is removed by the next one with the same note.
 *
 * @param note A file that says where the folder is while there is one. Only one run at a time may have it.
 */
export async function withPrivateFolder<T>(note: string, use: (folder: string) => Promise<T>): Promise<T> {
  removeLeft(note);
  const folder = temporaryFolder(PREFIX);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(note, { force: true });
  };
  process.on('exit', remove);
  try {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, folder);
    return await use(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** A Terraform that goes on without the run that was killed has read its plan by now. */
function removeLeft(note: string): void {
  try {
    const folder = readFileSync(note, 'utf8');
    if (basename(folder).startsWith(PREFIX)) rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    const { code, path = note } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new Failure(
      `${path} was left by a killed run of another user, and holds plans\n→ Remove it: sudo rm -r ${path}`,
    );
  }
}
