import { InvalidInput } from '../../core/findings';
import { Failure } from '../../operations/process';
import { EXIT } from '../exit-codes';

/**
 * Runs something. Where it throws `InvalidInput` or `Failure`, prints the message without a trace, and ends the process with
 * {@link EXIT}.failed. Any other error is a defect, and keeps its trace.
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
    if (!(error instanceof InvalidInput || error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.failed;
  }
}
