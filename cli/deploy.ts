import type { Command } from 'commander';
import { addRunOptions, repeated, runCommand, type RunOptions } from './deploying';
import { sshOption } from './options';

/** `slipway deploy`: applies the stacks of an environment, and destroys no data that was not named. */
export function addDeploy(command: Command): void {
  addRunOptions(command.addOption(sshOption()))
    .option(
      '--allow-outage <pool>',
      'let more machines of this pool be down at once than its environment allows; can be repeated',
      repeated,
      [],
    )
    .option(
      '--rerun-job <job>',
      'run this job again, after a run of it that failed or whose end is unknown; can be repeated',
      repeated,
      [],
    )
    .option('--no-drain', 'do not drain cluster nodes before their machines are removed or replaced')
    .action((environment: string, stacks: readonly string[], options: RunOptions) =>
      runCommand({ environment, stacks, options, destroy: false, allData: false, check: () => undefined }),
    );
}
