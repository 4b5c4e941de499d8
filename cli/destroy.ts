import type { Command } from 'commander';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import type { SlipwayRecord } from '../core/record';
import { addRunOptions, runCommand, type RunOptions } from './deploying';

interface DestroyOptions extends RunOptions {
  readonly data?: true;
}

/** `slipway destroy`: destroys an environment, services before machines. */
export function addDestroy(command: Command): void {
  command.option('--data', 'allow all data of these stacks to be destroyed');
  addRunOptions(command).action((environment: string, stacks: readonly string[], options: DestroyOptions) =>
    runCommand({
      environment,
      stacks,
      options,
      destroy: true,
      allData: options.data === true,
      check: (record, names) => {
        refuseIfAny(protectedIn(record, names), 'nothing was destroyed');
      },
    }),
  );
}

/** Protection is set in the project’s code, so only a change of the code lifts it. */
function protectedIn(record: SlipwayRecord, stacks: readonly string[]): readonly Finding[] {
  const files = new Map<string, string[]>();
  for (const stack of stacks)
    for (const [address, resource] of Object.entries(record.stacks[stack]?.resources ?? {})) {
      if (!resource.protected) continue;
      const file = resource.file ?? stack;
      files.set(file, [...(files.get(file) ?? []), `${stack}:${address}`]);
    }
  return [...files].sort().map(([file, addresses]) =>
    problem({
      rule: 'destroy/protected',
      path: file,
      message: 'must not protect what this run would destroy',
      value: addresses.sort().join(', '),
      advice:
        'Lift the protection first, in a separate change: set `protect: false` in the environment, and deploy it.',
    }),
  );
}
