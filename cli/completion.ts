import { Argument, type Command } from 'commander';
import { COMPLETION_SCRIPTS, type CompletedCommand } from './completion-scripts';

/** `slipway completion`: a script that lets a shell complete the commands. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script for your shell: source it, or put it where the shell finds completions')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(COMPLETION_SCRIPTS)))
    .action((shell: keyof typeof COMPLETION_SCRIPTS) => {
      const commands = program
        .createHelp()
        .visibleCommands(program)
        .map((command) => describe(program, command));
      process.stdout.write(COMPLETION_SCRIPTS[shell](commands));
    });
}

function describe(program: Command, command: Command): CompletedCommand {
  return {
    name: command.name(),
    description: command.description(),
    options: program
      .createHelp()
      .visibleOptions(command)
      .map(({ long, flags, argChoices = [], description }) => ({
        flag: long ?? flags,
        description,
        kind: /[<[]([a-z]+)/.exec(flags)?.[1],
        values: argChoices,
      })),
    takes: command.registeredArguments.map((argument) => ({
      kind: argument.name(),
      values: argument.argChoices ?? [],
    })),
  };
}
