import { Argument, type Command } from 'commander';
import { COMPLETION_SCRIPTS, type CompletedCommand } from './completion-scripts';

/** `slipway completion`: prints the completion script of a shell. */
export function addCompletion(completion: Command): void {
  completion
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(COMPLETION_SCRIPTS)))
    .action((shell: keyof typeof COMPLETION_SCRIPTS) => {
      const program = completion.parent ?? completion;
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
    arguments: command.registeredArguments.map((argument) => ({
      // Of all that can be explained, services are what the folder of environments names.
      kind: argument.name() === 'thing' ? 'service' : argument.name(),
      values: argument.argChoices ?? [],
    })),
  };
}
