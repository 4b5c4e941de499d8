import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is a value.
 *
 * @throws Error after `seconds`, with what `show` says
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  { seconds = 60, show = () => '' }: { readonly seconds?: number; readonly show?: () => string } = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`no ${what} within ${seconds} s\n${show()}`);
    await sleep(25);
  }
}
