import { join } from 'node:path';
import { Locked, withLock } from '../files';
import { Failure } from '../process';

/**
 * Does something while no other roll works in a folder that is synthesised to: one would plan what the other has written. The
 * lock of a roll that was killed is taken over.
 * @throws Failure that says which process rolls there
 */
export async function rollAlone<T>(outdir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await withLock(join(outdir, '.roll'), work, { timeoutMs: 0 });
  } catch (error) {
    throw error instanceof Locked ? new Failure(`another roll is at work: ${error.message}`) : error;
  }
}
