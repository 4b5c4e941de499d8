import { lastLines } from '../../process';
import type { StackFolder } from '../stack-folder';
import { LostDiskWatch } from './lost-disk';
import { LostUploadWatch } from './lost-upload';
import { type Diagnostic, type Message, parseMessage } from './message';
import { startTerraform } from './process';
import type { TerraformSettings } from './settings';
import { isUploadIn, takesLongIn } from './takes-long';
import type { Trouble } from './trouble';

/** How a run of `terraform … -json` ended. */
export interface JsonRun {
  /** Undefined when it was ended from here. */
  readonly code: number | undefined;
  /** Why it was ended from here, or met a race: undefined when neither. */
  readonly trouble?: Trouble | 'stopped';
  /** The cloud-init disks that hung. */
  readonly hanging: readonly string[];
  readonly errors: readonly Diagnostic[];
  /** The last lines of what was printed beside JSON. */
  readonly text: string;
}

interface Limits {
  readonly lostDiskMs: number;
  readonly longMs: number;
  /** @default none */
  readonly silenceMs?: number;
  /** Whether nothing is lost when it is ended in the middle: told to stop, it then ends soon even where it hangs. */
  readonly mayBeCut: boolean;
}

const TICK_MS = 250;
/** From the request to stop to the end of those who don't follow it. */
const IMPATIENT_MS = 2_000;
const LAST_MS = 8_000;

/** Runs a command of Terraform that prints JSON, tells what it does, and ends it where it hangs. */
export async function runJson(
  stack: StackFolder,
  args: readonly string[],
  settings: TerraformSettings,
  { lostDiskMs, longMs, silenceMs = Infinity, mayBeCut }: Limits,
): Promise<JsonRun> {
  const watch = new LostDiskWatch(Date.now(), mayBeCut ? () => false : takesLongIn(stack));
  const uploads = new LostUploadWatch(mayBeCut ? () => false : isUploadIn(stack));
  const errors: Diagnostic[] = [];
  const text: string[] = [];
  let trouble: JsonRun['trouble'];
  let hanging: readonly string[] = [];
  let heard = Date.now();
  const terraform = startTerraform(stack, args, settings, (line) => {
    heard = Date.now();
    const message = parseMessage(line);
    watch.note(message, heard);
    uploads.note(message, heard);
    tellOf(message, stack, settings);
    if (message.type === 'diagnostic' && message.diagnostic.severity === 'error')
      errors.push(message.diagnostic);
    if (message.type === 'other' && message.text === line) text.push(line);
  });

  const timers: NodeJS.Timeout[] = [];
  const endHard = (): void => {
    terraform.interrupt();
    timers.push(setTimeout(terraform.kill, LAST_MS));
  };
  const stop = (): void => {
    trouble ??= 'stopped';
    terraform.interrupt();
    if (mayBeCut) timers.push(setTimeout(endHard, IMPATIENT_MS));
  };
  const giveUp = (why: NonNullable<JsonRun['trouble']>): void => {
    trouble = why;
    terraform.interrupt();
    timers.push(setTimeout(endHard, IMPATIENT_MS));
  };
  const ticker = setInterval(() => {
    if (trouble !== undefined) return;
    hanging = watch.hanging(Date.now(), lostDiskMs, longMs);
    if (hanging.length > 0) giveUp('disk hung');
    else if (uploads.isHanging(Date.now(), terraform.providerBytes, lostDiskMs)) giveUp('upload hung');
    else if (Date.now() - heard > silenceMs) giveUp('silent');
  }, TICK_MS);

  if (settings.stop?.aborted === true) stop();
  settings.stop?.addEventListener('abort', stop);
  settings.end?.addEventListener('abort', endHard);
  // An apply is cut off only when that was asked for, and not where we end for another reason.
  const onExit = (): void => {
    if (mayBeCut || settings.end?.aborted === true) terraform.kill();
    // Told a second time, it would end without saving its state.
    else if (trouble === undefined) terraform.interrupt();
  };
  process.on('exit', onExit);
  try {
    const code = await terraform.ended;
    if (trouble === undefined && code === 1 && watch.hasReadEmpty) trouble = 'disk read empty';
    return { code, trouble, hanging, errors, text: lastLines(text.join('\n'), 25) };
  } finally {
    clearInterval(ticker);
    timers.forEach(clearTimeout);
    settings.stop?.removeEventListener('abort', stop);
    settings.end?.removeEventListener('abort', endHard);
    process.off('exit', onExit);
  }
}

function tellOf(message: Message, { name }: StackFolder, { tell }: TerraformSettings): void {
  if (message.type !== 'hook') return;
  const { step, at, seconds } = message;
  tell?.({ kind: 'resource', stack: name, address: at.address, action: at.action, step, seconds });
}
