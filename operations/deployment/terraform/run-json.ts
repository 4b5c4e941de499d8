import { lastLines } from '../../process';
import type { ProviderFault } from '../provider-knowledge';
import { KNOWN_PROVIDERS } from '../providers';
import type { StackFolder } from '../stack-folder';
import { type Diagnostic, type Message, parseMessage, type ResourceAt } from '../terraform-message';
import { startTerraform } from './process';
import type { TerraformSettings } from './settings';

/** How a run of `terraform … -json` ended. */
interface JsonRun {
  /** Undefined when it was ended from here. */
  readonly code: number | undefined;
  /** Why it was ended from here, or what it failed on that another attempt gets past. */
  readonly trouble?: ProviderFault | 'stopped';
  readonly errors: readonly Diagnostic[];
  /** The last lines of what was printed beside JSON. */
  readonly text: string;
}

interface Limits {
  readonly hangMs: number;
  readonly longMs: number;
  /** @default none */
  readonly silenceMs?: number;
  /** Whether it is a plan: nothing is lost when that is ended in the middle, so that it ends soon even where it hangs. */
  readonly isPlan: boolean;
}

/** Nothing was heard for too long. */
export const SILENCE: ProviderFault = { what: 'no output' };

const TICK_MS = 250;
/** How long a request to stop is given before the next, harder one. */
const IMPATIENT_MS = 2_000;
const LAST_MS = 8_000;
/** How long Terraform is given to save its state and to end, once its providers are gone. */
const SAVING_MS = 20_000;
/** How long what a fault does not hold up is given to end. */
const OTHERS_MS = 30_000;

/** Runs a command of Terraform that prints JSON, tells what it does, and ends it where it hangs. */
export async function runJson(
  stack: StackFolder,
  args: readonly string[],
  settings: TerraformSettings,
  { hangMs, longMs, silenceMs = Infinity, isPlan }: Limits,
): Promise<JsonRun> {
  const watched = { stack, isPlan, startedAt: Date.now(), hangMs, longMs };
  const watches = KNOWN_PROVIDERS.flatMap(({ watch }) => watch?.(watched) ?? []);
  const errors: Diagnostic[] = [];
  const text: string[] = [];
  let trouble: JsonRun['trouble'];
  let heard = Date.now();
  const inWork = new Map<string, ResourceAt>();
  const terraform = startTerraform(stack, args, settings, (line) => {
    heard = Date.now();
    const message = parseMessage(line);
    for (const watch of watches) watch.note(message, heard);
    if (message.type === 'hook') follow(inWork, message);
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
    if (isPlan) timers.push(setTimeout(endHard, IMPATIENT_MS));
  };
  let gaveUp: { readonly on: ProviderFault; readonly at: number } | undefined;
  const giveUp = (on: ProviderFault, at: number): void => {
    gaveUp = { on, at };
    // Told to stop, it has been interrupted; and waits for what hangs like any other.
    if (trouble === undefined) terraform.interrupt();
    trouble ??= on;
  };
  const endOnceAlone = ({ on: { holdsUp = () => true }, at }: NonNullable<typeof gaveUp>): void => {
    const othersGoOn = [...inWork.values()].some((it) => !holdsUp(it));
    if (Date.now() - at < (othersGoOn ? OTHERS_MS : IMPATIENT_MS)) return;
    clearInterval(ticker);
    if (terraform.killProviders()) timers.push(setTimeout(endHard, SAVING_MS));
    else endHard();
  };
  const ticker = setInterval(() => {
    const now = Date.now();
    if (gaveUp !== undefined) {
      endOnceAlone(gaveUp);
      return;
    }
    const fault = firstOf(watches, (watch) => watch.hangsOn(now, terraform.processGroup));
    if (fault !== undefined) giveUp(fault, now);
    else if (now - heard > silenceMs) giveUp(SILENCE, now);
  }, TICK_MS);

  if (settings.stop?.aborted === true) stop();
  settings.stop?.addEventListener('abort', stop);
  settings.end?.addEventListener('abort', endHard);
  // An apply is cut off only when that was asked for, and not where we end for another reason.
  const onExit = (): void => {
    if (isPlan || settings.end?.aborted === true) terraform.kill();
    // Told a second time, it would end without saving its state.
    else if (trouble === undefined) terraform.interrupt();
  };
  process.on('exit', onExit);
  try {
    const code = await terraform.ended;
    if (trouble === undefined && code === 1) trouble = firstOf(watches, (watch) => watch.failedOn());
    return { code, trouble, errors, text: lastLines(text.join('\n'), 25) };
  } finally {
    clearInterval(ticker);
    timers.forEach(clearTimeout);
    settings.stop?.removeEventListener('abort', stop);
    settings.end?.removeEventListener('abort', endHard);
    process.off('exit', onExit);
  }
}

/** Keeps what is in work. */
function follow(inWork: Map<string, ResourceAt>, { step, at }: Message & { type: 'hook' }): void {
  if (step === 'started') inWork.set(at.address, at);
  else if (step !== 'going') inWork.delete(at.address);
}

/** The first answer that there is. */
function firstOf<T, A>(items: readonly T[], ask: (item: T) => A | undefined): A | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function tellOf(message: Message, { name }: StackFolder, { tell }: TerraformSettings): void {
  if (message.type !== 'hook') return;
  const { step, at, seconds } = message;
  tell?.({ kind: 'resource', stack: name, address: at.address, action: at.action, step, seconds });
}
