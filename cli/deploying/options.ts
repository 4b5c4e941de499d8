import type { Command } from 'commander';
import { EXIT } from '../exit-codes';
import { outputOption } from '../options';

/** Options that `deploy` and `destroy` share. */
export interface RunOptions {
  readonly planOnly?: true;
  readonly allowDestroy: readonly string[];
  readonly skip: readonly string[];
  /** Only for `deploy`. */
  readonly allowOutage?: readonly string[];
  /** Only for `deploy`. @default true */
  readonly drain?: boolean;
  /** Only for `deploy`. */
  readonly rerunJob?: readonly string[];
  /** Only for `deploy`: why it deploys although the environment is in a freeze. */
  readonly duringFreeze?: string;
  readonly pluginDir?: string;
  readonly output: string;
  /** The ssh command for machines that are to join a cluster. @default ssh */
  readonly ssh?: readonly [string, ...string[]];
  readonly json?: true;
}

export function addRunOptions(command: Command): Command {
  return command
    .option(
      '--plan-only',
      `only look: exit code ${EXIT.changes} when there are changes, ${EXIT.approval} when data would be lost`,
    )
    .option(
      '--allow-destroy <address>',
      'data that may be destroyed, as an address or stack:address; can be repeated',
      repeated,
      [],
    )
    .option('--skip <stack>', 'skip a stack, such as that of a lost host; can be repeated', repeated, [])
    .option('--plugin-dir <folder>', 'where the providers are, as `terraform init -plugin-dir` takes it')
    .addOption(outputOption('written'))
    .option('--json', 'print what happens as JSON, an event a line');
}

export function repeated(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
