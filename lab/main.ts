/** `npm run lab -- up`, `status`, `shell`, `down`, …: hypervisors and a cluster on this machine (docs/lab.md). */
import { Command } from 'commander';
import { Failure } from '../operations/process';
import {
  change,
  down,
  explain,
  logs,
  type LogsOptions,
  shell,
  ship,
  status,
  up,
  upCluster,
  upMachines,
  type UpOptions,
} from './commands';
import { ProgramUnavailable } from './go-toolchain';
import { Steps } from './steps';

interface Json {
  readonly json: boolean;
}

const program = new Command('npm run lab --')
  .description(
    'Hypervisors, a Kubernetes cluster, a registry and a Docker engine on this machine, in namespaces of their own.',
  )
  .helpCommand(false);

const start = starts(
  program.command('up').description('Start the lab, or what is missing of it: all of it, or one piece.'),
  up,
).helpCommand(false);
starts(start.command('machines').description('Two libvirt hosts.'), upMachines);
starts(
  start
    .command('cluster')
    .description('A Kubernetes control plane with its first node, a registry and a Docker engine.'),
  upCluster,
);

starts(
  program
    .command('ship')
    .description(
      'Start the lab, ship the shop of this checkout through dev, staging and prod, and prove it.',
    ),
  ship,
);
starts(
  program
    .command('change')
    .description(
      'Change what is shipped: grow and shrink the machines of prod, roll them while it serves, cut the power of one.',
    ),
  change,
);
starts(
  program.command('all', { isDefault: true }).description('Ship, then change: the whole way.'),
  async (steps, options) => {
    await ship(steps, options);
    await change(steps, options);
  },
);
json(program.command('down').description('Remove all of it, and prove that nothing is left.')).action(
  (options: Json) => act(options, down),
);
json(program.command('explain').description('What runs where, and the commands to look at it.')).action(
  (options: Json) => act(options, explain),
);
json(program.command('status').description('What runs.')).action((options: Json) => act(options, status));
program
  .command('shell')
  .description(
    'A shell, or a command, in the network of the cluster (kubectl, docker and terraform mean it) or of a host (virsh means it).',
  )
  .argument('<where>', 'cluster, or a host: a, b')
  .argument('[command...]', 'what to run instead of a shell, after --')
  .action((where: string, command: readonly string[]) => act({ json: false }, () => shell(where, command)));
program
  .command('logs')
  .description('What a part has printed. Without a part: which there are.')
  .argument('[part]', 'such as kube-apiserver')
  .option('-f, --follow', 'go on with what it prints from now on', false)
  .option('-n, --lines <count>', 'how many of the last lines', '50')
  .action((part: string | undefined, options: LogsOptions) =>
    act({ json: false }, () => logs(part, options)),
  );

void program.parseAsync();

function json(command: Command): Command {
  return command.option('--json', 'a line of JSON for each step, and one for the result', false);
}

function starts(command: Command, work: (steps: Steps, options: UpOptions) => Promise<void>): Command {
  return json(command)
    .option('--install', 'install the Debian packages that are missing', false)
    .action((options: Json & UpOptions, self: Command) => {
      const all = self.optsWithGlobals<Json & UpOptions>();
      return act(all, (steps) => work(steps, { ...options, ...all }));
    });
}

async function act(options: Json, work: (steps: Steps) => Promise<void>): Promise<void> {
  const steps = new Steps(options.json);
  try {
    await work(steps);
  } catch (error) {
    if (!(error instanceof Failure || error instanceof ProgramUnavailable)) throw error;
    steps.failure(error.message);
    process.exitCode = 1;
  }
}
