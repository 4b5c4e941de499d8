import type { Draft } from '../draft';
import type { Input } from '../input';
import { splitCommand } from './split-command';

/** What the container runs: Compose's entrypoint is Kubernetes' command, and its command Kubernetes' arguments. */
export function readCommand(draft: Draft, service: Input): void {
  const entrypoint = wordsOf(draft, service.at('entrypoint'));
  const command = wordsOf(draft, service.at('command'), entrypoint);
  if (entrypoint !== undefined && entrypoint.length > 0) draft.props['command'] = [...entrypoint];
  if (command !== undefined && command.length > 0) draft.props['args'] = [...command];
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
