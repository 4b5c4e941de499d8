import { join } from 'node:path';
import { Locked, withLock } from '../../core/files';
import { Failure } from '../../operations/process';
import type { Enclosure } from './enclosure';

/** Longer than a start takes on a busy machine: each part that a start waits for has a limit of its own. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Does what starts an enclosure, or connects it, while nobody else does so: many of its steps look what is there and make what
 * is missing. A start that was killed holds nothing up.
 *
 * @throws Failure that says which process is at it, when that takes too long
 */
export async function oneStart<T>({ folder }: Enclosure, work: () => Promise<T>): Promise<T> {
  try {
    return await withLock(join(folder, 'starting'), work, { timeoutMs: PATIENCE_MS });
  } catch (error) {
    throw error instanceof Locked ? new Failure(`another start is at work: ${error.message}`) : error;
  }
}
