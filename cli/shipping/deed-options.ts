import { type Command, InvalidArgumentError, Option } from 'commander';
import { InvalidInput, problem } from '../../core/findings';
import { userOf } from '../../operations/git';
import { type Attribution, instantOf, type Override } from '../../promotion';
import type { Yard } from './yard';

/** What is said of who does something, and why. */
export interface DeedOptions {
  readonly by?: string;
  readonly reason?: string;
  readonly override?: readonly Override[];
}

const OVERRIDES: readonly Override[] = ['soak', 'freeze', 'hold'];

/** Adds `--by` and `--reason`. */
export function deedOptions(command: Command): Command {
  return command
    .option(
      '--by <who>',
      'who or what does it: a name, the address of a run or a pull request (default: git’s user)',
    )
    .option('--reason <text>', 'why; it is recorded');
}

/** Adds `--override`. */
export function overrideOption(command: Command): Command {
  return command.addOption(
    new Option('--override <rule>', 'a rule to set aside, as often as needed; with --reason, and recorded')
      .choices(OVERRIDES)
      .argParser(parseOverride),
  );
}

function parseOverride(text: string, before: readonly Override[] = []): readonly Override[] {
  const rule = OVERRIDES.find((each) => each === text);
  if (rule === undefined) throw new InvalidArgumentError(`Allowed choices are ${OVERRIDES.join(', ')}.`);
  return [...before, rule];
}

/** Who does it and when. @throws InvalidInput where nothing says who */
export async function deedOf({ repository }: Yard, options: DeedOptions, now: Date): Promise<Attribution> {
  const by = options.by ?? (repository && (await userOf(repository)));
  if (by === undefined || by.trim() === '') {
    throw new InvalidInput([
      problem({
        rule: 'cli/by',
        path: 'by',
        message: 'must say who or what does it',
        value: 'missing',
        advice: 'Give it with `--by "Ada"`, or the address of the run; or tell git: git config user.name.',
      }),
    ]);
  }
  return { at: instantOf(now), by, reason: options.reason, overrides: options.override };
}
