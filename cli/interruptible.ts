import { EXIT } from './exit-codes';

/** What Ctrl-C asks for: the first time to stop when what is being done is done, the second time to end now. */
export interface Interrupts {
  readonly stop: AbortSignal;
  readonly end: AbortSignal;
}

/**
 * Does something that ends in order when it is interrupted; at the third time, it ends whatever it does. A terminal that is
 * closed, as when the connection to it is lost, interrupts it too.
 */
export async function interruptible<T>(work: (interrupts: Interrupts) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const end = new AbortController();
  const onSignal = (): void => {
    if (end.signal.aborted) process.exit(EXIT.failed);
    if (stop.signal.aborted) end.abort();
    else stop.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  // Nobody may be there any more to be told how it goes: `slipway deploy --json | tee log`, interrupted.
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.listeners('error') as (() => void)[]);
  for (const stream of streams) stream.removeAllListeners('error').on('error', unheard);
  try {
    return await work({ stop: stop.signal, end: end.signal });
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    streams.forEach((stream, index) => {
      stream.off('error', unheard);
      for (const listener of before[index] ?? []) stream.on('error', listener);
    });
  }
}

function unheard(): void {
  // What is being done matters more.
}
