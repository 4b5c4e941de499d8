/** `npm run lab -- up machines`, `down`, `status`: a real hypervisor on this machine (docs/lab.md). */
import { Command } from 'commander';
import { down, shell, status, upMachines } from './commands';
import { ProgramUnavailable } from './go-toolchain';
import { Failure } from '../process';
import { Steps } from './steps';

const program = new Command('npm run lab --')
  .description('A real hypervisor on this machine, in namespaces of its own.')
  .helpCommand(false);

const up = program
  .command('up')
  .description('Start a piece of the lab, or what is missing of it.')
  .helpCommand(false);
json(up.command('machines').description('Two libvirt hosts.'))
  .option('--install', 'install the Debian packages that are missing', false)
  .action((options: { readonly json: boolean; readonly install: boolean }) =>
    act(options, (steps) => upMachines(steps, options)),
  );
json(program.command('down').description('Remove all of it, and prove that nothing is left.')).action(
  (options: { readonly json: boolean }) => act(options, down),
);
json(program.command('status').description('What runs.')).action((options: { readonly json: boolean }) =>
  act(options, status),
);
program
  .command('shell')
  .description("A shell in a host's network, where virsh means that host.")
  .argument('<host>', 'a or b')
  .action((host: string) => act({ json: false }, () => shell(host)));

void program.parseAsync();

function json(command: Command): Command {
  return command.option('--json', 'a line of JSON for each step, and one for the result', false);
}

async function act(
  options: { readonly json: boolean },
  work: (steps: Steps) => Promise<void>,
): Promise<void> {
  const steps = new Steps(options.json);
  try {
    await work(steps);
  } catch (error) {
    if (!(error instanceof Failure || error instanceof ProgramUnavailable)) throw error;
    steps.failure(error.message);
    process.exitCode = 1;
  }
}
