import type { Command } from 'commander';
import { addRunOptions, repeated, runCommand, type RunOptions } from './deploying';
import { sshOption } from './ssh-option';

/** `slipway deploy`: brings an environment to what the files say, and never loses data on the way. */
export function addDeploy(program: Command): void {
  const command = program
    .command('deploy <environment> [stacks...]')
    .description(
      'plan, judge and apply the stacks of an environment in order (`images` for what builds); data is destroyed only by its address',
    );
  addRunOptions(command.addOption(sshOption()))
    .option(
      '--allow-outage <pool>',
      'a pool of which more machines may be down at once than its environment says; can be given again',
      repeated,
      [],
    )
    .option('--no-drain', 'do not drain machines that go and are nodes of the environment’s cluster')
    .action((environment: string, stacks: readonly string[], options: RunOptions) =>
      runCommand({ environment, stacks, options, destroy: false, allData: false, check: () => undefined }),
    );
}
