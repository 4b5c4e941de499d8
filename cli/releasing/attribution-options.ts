import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Finding, InvalidInput, problem, refuseIfAny } from '../../core/findings';
import { userOf } from '../../operations/git';
import { type Attribution, instantOf, type Override } from '../../promotion';
import type { ProjectContext } from './project-context';

/** Who or what changes a release, and why. */
export interface AttributionOptions {
  readonly by?: string;
  readonly reason?: string;
  readonly override?: readonly Override[];
}

const OVERRIDES: readonly Override[] = ['soak', 'freeze', 'hold', 'rolledBack', 'skip', 'group'];

/** Adds `--by` and `--reason`. */
export function attributionOptions(command: Command): Command {
  return command
    .option(
      '--by <who>',
      'who or what makes the change: a name, or the URL of a run or a pull request (default: git’s user)',
    )
    .option('--reason <text>', 'why; recorded with the change');
}

/** Adds `--override`. @param rules those that the command may meet @default all */
export function overrideOption(command: Command, rules = OVERRIDES): Command {
  const parse = (text: string, before: readonly Override[] = []): readonly Override[] => {
    const rule = rules.find((override) => override === text);
    if (rule === undefined) throw new InvalidArgumentError(`Allowed choices are ${rules.join(', ')}.`);
    return [...before, rule];
  };
  return command.addOption(
    new Option('--override <rule>', 'set this rule aside; needs --reason, is recorded, and can be repeated')
      .choices(rules)
      .argParser(parse),
  );
}

/** Who makes the change, when and why. @throws InvalidInput where neither the options nor git say who */
export async function attributionOf(
  { repository }: ProjectContext,
  options: AttributionOptions,
  now: Date,
): Promise<Attribution> {
  const by = options.by ?? (repository && (await userOf(repository)));
  if (by === undefined || by.trim() === '') {
    throw new InvalidInput([
      problem({
        rule: 'cli/by',
        path: 'by',
        message: 'must say who or what makes the change',
        value: 'missing',
        advice:
          'Pass `--by "Ada"` or the URL of the run, or set your name in git: git config user.name "Ada".',
      }),
    ]);
  }
  refuseIfAny(
    Object.entries({ by, reason: options.reason ?? '' }).flatMap(([path, text]) => unprintable(path, text)),
  );
  return { at: instantOf(now), by, reason: options.reason, overrides: options.override };
}

/** What a release file refuses as well: it is recorded for good, and printed by every command that lists it. */
function unprintable(path: string, text: string): readonly Finding[] {
  if (!/(?![\t\n])\p{Cc}|[\u2028-\u202e\u2066-\u2069]/u.test(text)) return [];
  return [
    problem({
      rule: 'cli/text',
      path,
      message: 'must be text without control characters',
      value: text,
      advice: 'Write it as a person reads it: it is recorded for good.',
    }),
  ];
}
