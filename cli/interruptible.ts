import { EXIT } from './exit-codes';

/** What Ctrl-C asks for: the first time to stop when what is being done is done, the second time to end now. */
export interface Interrupts {
  readonly stop: AbortSignal;
  readonly end: AbortSignal;
}

/** Does something that ends in order when it is interrupted; at the third time, it ends whatever it does. */
export async function interruptible<T>(work: (interrupts: Interrupts) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const end = new AbortController();
  const onSignal = (): void => {
    if (end.signal.aborted) process.exit(EXIT.failed);
    if (stop.signal.aborted) end.abort();
    else stop.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work({ stop: stop.signal, end: end.signal });
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}
