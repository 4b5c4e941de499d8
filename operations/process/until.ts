import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from './failure';

interface Patience {
  readonly timeoutMs: number;
  /** @default 250 */
  readonly everyMs?: number;
  /** Extra context for the timeout message, such as the last lines of a log. @default nothing */
  readonly explain?: () => string | Promise<string>;
  /** Stops waiting at once when aborted. @default never */
  readonly stop?: AbortSignal;
}

/**
 * Polls until there is an answer.
 * @throws Failure that says what it waited for, and for how long or that it was interrupted
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { timeoutMs, everyMs = 250, explain, stop }: Patience,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (stop?.aborted) throw new Failure(`the wait for ${what} was interrupted`);
    if (Date.now() >= end) break;
    await pause(everyMs, undefined, { signal: stop }).catch(() => undefined);
  }
  const more = explain === undefined ? '' : `\n${await explain()}`;
  throw new Failure(`timed out after ${timeoutMs / 1000} s waiting for ${what}${more}`);
}
