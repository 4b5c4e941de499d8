import { visible, visibleLines } from '../../core/text';
import type { ResourceEvent, RunEvent } from '../../operations/deployment';

/** How often to report a slow resource again if the line cannot be overwritten, in seconds. */
const REMINDER_S = 30;

/** Reports progress on standard error: one line for each finished step and, on a terminal, one for the work in progress. */
export function progress(stream: NodeJS.WriteStream): (event: RunEvent) => void {
  const inWork = new Map<string, ResourceEvent>();
  const line = (said: string): void => {
    const text = visibleLines(said);
    stream.write(stream.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
    if (stream.isTTY) current(stream, inWork);
  };
  return (event) => {
    if (event.kind === 'note') line(`${event.stack}: ${event.message}`);
    if (event.kind === 'outcome') inWork.clear();
    if (event.kind !== 'resource') return;
    if (event.step === 'started' || event.step === 'going') inWork.set(event.address, event);
    else inWork.delete(event.address);
    const text = `${event.stack}: ${event.address}: ${event.action}`;
    if (event.step === 'failed') line(`${text} failed after ${event.seconds} s`);
    else if (event.step === 'done' && event.action !== 'read') line(`${text} done in ${event.seconds} s`);
    else if (stream.isTTY) current(stream, inWork);
    else if (event.step === 'going' && event.seconds % REMINDER_S === 0)
      line(`${text}, for ${event.seconds} s so far`);
  };
}

function current(stream: NodeJS.WriteStream, inWork: ReadonlyMap<string, ResourceEvent>): void {
  const [oldest] = inWork.values();
  const more = inWork.size > 1 ? ` and ${inWork.size - 1} more` : '';
  const text =
    oldest === undefined ? '' : `  … ${oldest.address}: ${oldest.action}, ${oldest.seconds} s${more}`;
  stream.write(`\r\u001b[K${visible(text).slice(0, (stream.columns || 80) - 1)}`);
}
