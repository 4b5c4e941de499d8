import { Unwritable } from '../../core/files';
import { InvalidInput } from '../../core/findings';
import { Failure } from '../../operations/process';
import { EXIT } from '../exit-codes';
import { tell } from './print';
import { unexpected } from './unexpected';

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
  try {
    await run();
  } catch (error) {
    const isExpected =
      error instanceof InvalidInput || error instanceof Failure || error instanceof Unwritable;
    tell(isExpected ? error.message : unexpected(error, process.cwd(), process.env));
    process.exitCode = EXIT.failed;
  }
}
