import { InvalidArgumentError, Option } from 'commander';

/** `--ssh <command>`: how ssh is called, with options of one's own. */
export function sshOption(): Option {
  return new Option('--ssh <command>', 'how ssh is called, options included')
    .argParser(words)
    .default(['ssh'], 'ssh');
}

function words(text: string): readonly string[] {
  const found = text.split(/\s+/).filter((word) => word !== '');
  if (found.length > 0) return found;
  throw new InvalidArgumentError('It is a command, such as "ssh -F ssh_config".');
}
