import { join } from 'node:path';
import { Locked, withLock } from '../../core/files';
import { Failure } from '../../operations/process';
import type { Enclosure } from './enclosure';

/** Longer than a start takes on a busy machine: each part that a start waits for has its own limit. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Starts or connects an enclosure while nobody else does. Many of its steps check what exists and create what is missing.
 * The lock of a start that was killed is released.
 *
 * @throws Failure that names the process holding the lock, if the wait takes too long
 */
export async function oneStart<T>({ folder }: Enclosure, work: () => Promise<T>): Promise<T> {
  try {
    return await withLock(join(folder, 'starting'), work, { timeoutMs: PATIENCE_MS });
  } catch (error) {
    throw error instanceof Locked ? new Failure(`another start is at work: ${error.message}`) : error;
  }
}
