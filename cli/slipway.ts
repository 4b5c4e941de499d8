import { Command } from 'commander';
import { COMMANDS } from './commands';
import { reportProblems } from './terminal';

/** Runs the command line. @param version what `--version` prints */
export async function run(argv: readonly string[], version: string): Promise<void> {
  const program = new Command('slipway')
    .description('Typed infrastructure, from physical hosts to running containers')
    .version(version);
  // The reader of the output may close it early: `slipway summary | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? process.exitCode : 1),
  );
  for (const { usage, description, load } of COMMANDS) {
    const command = program.command(usage).description(description);
    // The completion script knows the options of all.
    if (argv.includes(command.name()) || argv.includes('completion')) load()(command);
  }
  await reportProblems(() => program.parseAsync([...argv]));
}
