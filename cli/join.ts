import { type Command, Option } from 'commander';
import { Duration } from '../constructs/quantities';
import { loadComposition } from './composition';
import { interruptible } from './interruptible';
import { joinMachines } from './join-machines';
import { named } from './named';
import { parseDuration } from './shipping/duration-option';
import { sshOption } from './ssh-option';

interface JoinCommandOptions {
  readonly ssh: readonly [string, ...string[]];
  readonly timeout: Duration;
  readonly output: string;
}

/** `slipway join`: hands the machines of a node pool what they join the cluster with. */
export function addJoin(program: Command): void {
  program
    .command('join <environment>')
    .description('have the machines of the node pool join the cluster, those that have not yet')
    .addOption(sshOption())
    .addOption(
      new Option('--timeout <time>', 'how long a machine may take')
        .argParser(parseDuration)
        .default(Duration.minutes(15), '15m'),
    )
    .option('-o, --output <folder>', 'the folder that was synthesised to', 'cdktf.out')
    .action(run);
}

async function run(name: string, { ssh, timeout, output }: JoinCommandOptions): Promise<void> {
  const environment = named('environment', loadComposition(process.cwd()).environments, name);
  const nodes = await interruptible(({ stop }) =>
    joinMachines(environment, {
      outdir: output,
      env: process.env,
      ssh,
      timeoutMs: timeout.toSeconds() * 1_000,
      tell: (line) => process.stderr.write(`${line}\n`),
      stop,
    }),
  );
  process.stdout.write(`${nodes === 1 ? '1 node is' : `${nodes} nodes are`} ready.\n`);
}
