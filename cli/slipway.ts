import { Command } from 'commander';
import { addMachines } from './machines';
import { addPlace } from './place';
import { reportProblems } from './report-problems';
import { addSummary } from './summary';

/** Runs the command line of the version given. */
export async function run(argv: readonly string[], version: string): Promise<void> {
  const program = new Command('slipway')
    .description('Typed infrastructure, from physical hosts to running containers')
    .version(version);
  // Whoever reads may have seen enough: `slipway summary | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  addSummary(program);
  addMachines(program);
  addPlace(program);
  await reportProblems(() => program.parseAsync([...argv]));
}
