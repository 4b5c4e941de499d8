import { type Command, Option } from 'commander';
import { Duration } from '../constructs/quantities';
import { joinMachines } from './cluster';
import { outputOption, parseDuration, sshOption } from './options';
import { findByName, loadComposition } from './project';
import { interruptible, print, tell } from './terminal';

interface JoinCommandOptions {
  readonly ssh: readonly [string, ...string[]];
  readonly timeout: Duration;
  readonly output: string;
}

/** `slipway join`: makes the machines of a node pool join the cluster. */
export function addJoin(command: Command): void {
  command
    .addOption(sshOption())
    .addOption(
      new Option('--timeout <time>', 'how long one machine may take')
        .argParser(parseDuration)
        .default(Duration.minutes(15), '15m'),
    )
    .addOption(outputOption())
    .action(run);
}

async function run(name: string, { ssh, timeout, output }: JoinCommandOptions): Promise<void> {
  const environment = findByName('environment', loadComposition(process.cwd()).environments, name);
  const nodes = await interruptible(({ stop }) =>
    joinMachines(environment, {
      outdir: output,
      env: process.env,
      ssh,
      timeoutMs: timeout.toSeconds() * 1_000,
      tell,
      stop,
    }),
  );
  print(`${nodes === 1 ? '1 node is' : `${nodes} nodes are`} ready.`);
}
