import { join } from 'node:path';
import { Locked, withLock } from '../../core/files';
import { Failure } from '../../operations/process';

/** The file in the output folder that says where the plans of the current run are. Plans hold secrets. */
export const PLANS_NOTE = '.plans';

/**
 * Runs something while no other run uses the output folder, since two runs would overwrite each other's plans. The lock of a
 * run that was killed is taken over.
 * @throws Failure that names the process that holds the lock
 */
export async function runExclusively<T>(outdir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await withLock(join(outdir, '.run'), work, { timeoutMs: 0 });
  } catch (error) {
    throw error instanceof Locked ? new Failure(`another run is in progress: ${error.message}`) : error;
  }
}
