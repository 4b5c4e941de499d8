import { Command } from 'commander';
import { addMachines } from './machines';
import { reportProblems } from './report-problems';
import { addSummary } from './summary';

/** Runs the command line. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('slipway').description(
    'Typed infrastructure, from physical hosts to running containers',
  );
  addSummary(program);
  addMachines(program);
  await reportProblems(() => program.parseAsync([...argv]));
}
