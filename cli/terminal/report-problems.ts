import { Unwritable } from '../../core/files';
import { InvalidInput } from '../../core/findings';
import { Failure } from '../../operations/process';
import { EXIT } from '../exit-codes';
import { tell } from './print';
import { unexpected } from './unexpected';

const reports = { begun: 0, ended: 0 };

/** How many times {@link reportProblems} has begun, and ended, in this process. */
export function reportsSoFar(): Readonly<typeof reports> {
  return reports;
}

/**
 * Runs something. Where it throws, prints why on standard error, without a trace, and ends the process with
 * {@link EXIT}.failed: what `InvalidInput`, `Failure` and `Unwritable` say, or of any other error where in the project it comes
 * from, and how to see its trace.
 *
 * @example
 * void reportProblems(() => {
 *   const app = new App();
 *   compose(app, composition);
 *   app.synth();
 * });
 */
export async function reportProblems(run: () => unknown): Promise<void> {
  reports.begun += 1;
  try {
    await run();
  } catch (error) {
    const isExpected =
      error instanceof InvalidInput || error instanceof Failure || error instanceof Unwritable;
    tell(isExpected ? error.message : unexpected(error, process.cwd(), process.env));
    process.exitCode = EXIT.failed;
  } finally {
    reports.ended += 1;
  }
}
