import { InvalidArgumentError, Option } from 'commander';

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
