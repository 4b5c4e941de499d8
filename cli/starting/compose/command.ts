import type { Draft } from '../draft';
import type { Input } from '../input';
import { splitCommand } from './split-command';

/** What the container runs: Compose's entrypoint is Kubernetes' command, and its command Kubernetes' arguments. */
export function readCommand(draft: Draft, service: Input): void {
  const entrypoint = wordsOf(draft, service.at('entrypoint'));
  const command = wordsOf(draft, service.at('command'), entrypoint);
  const isCleared = entrypoint?.length === 0;
  const hasCommand = command !== undefined && command.length > 0;
  if (entrypoint !== undefined && !isCleared) draft.props['command'] = [...entrypoint];
  // Without the entrypoint of the image, the command is the program.
  if (hasCommand) draft.props[isCleared ? 'command' : 'args'] = [...command];
  else if (isCleared)
    service.at('entrypoint').note('The entrypoint of the image runs here: name the program.');
  else if (command !== undefined && entrypoint === undefined)
    service.at('command').note('The command of the image stands here: nothing takes it away.');
}

function wordsOf(draft: Draft, input: Input, before?: readonly string[]): readonly string[] | undefined {
  if (!input.isThere) return undefined;
  const found = typeof input.value === 'string' ? splitCommand(input.text() ?? '') : input.texts();
  if (found === undefined) {
    input.leave('A quote in it does not end.');
    return undefined;
  }
  return draft.words(found, input, before);
}
