import { Option } from 'commander';

const DESCRIPTIONS = {
  read: 'the folder that the synth was written to',
  written: 'the folder to write the synth to',
} as const;

/** `--output <folder>` of a command that reads the last synth, or that writes one. */
export function outputOption(use: keyof typeof DESCRIPTIONS = 'read'): Option {
  return new Option('-o, --output <folder>', DESCRIPTIONS[use]).default('cdktf.out');
}
