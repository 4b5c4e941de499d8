import { InvalidInput } from '../findings';

/**
 * Runs something and, where its input is at fault, prints the report of problems instead of a trace and ends the process
 * with 1. Anything else that is thrown is a defect and keeps its trace.
 */
export async function reportProblems(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
