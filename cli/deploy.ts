import type { Command } from 'commander';
import { refuseIfAny } from '../core/findings';
import { type Composition, pipelineOf } from '../model';
import { heldDeploy, instantOf } from '../promotion';
import { addRunOptions, repeated, runCommand, type RunOptions } from './deploying';
import { sshOption } from './options';
import { tell } from './terminal';

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
    .option('--during-freeze <why>', 'deploy although the environment is in a freeze; the reason is printed')
    .option('--no-drain', 'do not drain cluster nodes before their machines are removed or replaced')
    .action((environment: string, stacks: readonly string[], options: RunOptions) =>
      runCommand({
        ...{ environment, stacks, options, destroy: false, allData: false },
        checkTime: (composition) => {
          checkFreeze(composition, environment, options);
        },
      }),
    );
}

/** Plans change nothing, so a freeze does not hold them. */
function checkFreeze(
  composition: Composition,
  environment: string,
  { duringFreeze, planOnly }: RunOptions,
): void {
  const held =
    planOnly === true ? [] : heldDeploy(pipelineOf(composition), environment, instantOf(new Date()));
  if (duringFreeze === undefined || duringFreeze.trim() === '') refuseIfAny(held, 'nothing was started');
  else for (const { path } of held) tell(`${path}: deployed all the same: ${duringFreeze}`);
}
