import { InvalidArgumentError, Option } from 'commander';
import { SYNTH_FOLDER } from '../core/record';
import { Duration } from '../constructs/quantities';

const UNITS = {
  s: (value) => Duration.seconds(value),
  m: (value) => Duration.minutes(value),
  h: (value) => Duration.hours(value),
  d: (value) => Duration.days(value),
} satisfies Record<string, (value: number) => Duration>;

/** Parses `90s`, `10m`, `24h` or `7d`. */
export function parseDuration(text: string): Duration {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('Give a time such as 90s, 10m, 24h or 7d.');
  return UNITS[unit as keyof typeof UNITS](Number(amount));
}

const DESCRIPTIONS = {
  read: 'the folder that the synth was written to',
  written: 'the folder to write the synth to',
} as const;

/** `--output <folder>` of a command that reads the last synth, or that writes one. */
export function outputOption(use: keyof typeof DESCRIPTIONS = 'read'): Option {
  return new Option('-o, --output <folder>', DESCRIPTIONS[use]).default(SYNTH_FOLDER);
}

/** `--ssh <command>`: the ssh command to use, with options of the user's own. */
export function sshOption(): Option {
  return new Option('--ssh <command>', 'the ssh command to use, with its options')
    .argParser(words)
    .default(['ssh'], 'ssh');
}

function words(text: string): readonly string[] {
  const found = text.split(/\s+/).filter((word) => word !== '');
  if (found.length > 0) return found;
  throw new InvalidArgumentError('Give a command, such as "ssh -F ssh_config".');
}

/** A parser of whole numbers from a minimum on, up to a maximum. @param maximum default: the largest that JavaScript counts exactly */
export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^(?:0|[1-9]\d*)$/.test(text) && value >= minimum && value <= maximum) return value;
    const most = value > maximum || maximum < Number.MAX_SAFE_INTEGER ? ` and at most ${maximum}` : '';
    throw new InvalidArgumentError(`Give a whole number of at least ${minimum}${most}.`);
  };
}
