import { InvalidInput } from '../core/findings';
import { Failure } from '../operations/process';
import { EXIT } from './exit-codes';

/**
 * Runs something and, where its input or the world outside is at fault, prints why instead of a trace and ends the
 * process with {@link EXIT}.failed. Anything else that is thrown is a defect and keeps its trace.
 */
export async function reportProblems(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.failed;
  }
}
