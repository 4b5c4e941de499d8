import { join } from 'node:path';
import { Locked, withLock } from '../core/files';
import { Failure } from '../operations/process';

/** In such a folder, while a run is alone in it: where its plans are. They hold secrets. */
export const PLANS_NOTE = '.plans';

/**
 * Does something while no other run works in a folder that is synthesised to: one would plan what the other has written. The
 * lock of a run that was killed is taken over.
 * @throws Failure that says which process works there
 */
export async function alone<T>(outdir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await withLock(join(outdir, '.run'), work, { timeoutMs: 0 });
  } catch (error) {
    throw error instanceof Locked ? new Failure(`another run is at work: ${error.message}`) : error;
  }
}
