import type { Command } from 'commander';
import { addRunOptions, runCommand, type RunOptions } from './deploying';
import { sshOption } from './ssh-option';

/** `slipway deploy`: brings an environment to what the files say, and never loses data on the way. */
export function addDeploy(program: Command): void {
  const command = program
    .command('deploy <environment> [stacks...]')
    .description(
      'plan, judge and apply the stacks of an environment in order (`images` for what builds); data is destroyed only by its address',
    );
  addRunOptions(command.addOption(sshOption())).action(
    (environment: string, stacks: readonly string[], options: RunOptions) =>
      runCommand({ environment, stacks, options, destroy: false, allData: false, check: () => undefined }),
  );
}
