import { EXIT } from '../exit-codes';

/** What Ctrl-C asks for: the first time to stop after the current step, the second time to end at once. */
interface Interrupts {
  readonly stop: AbortSignal;
  readonly end: AbortSignal;
}

/**
 * Runs something that can end in order when it is interrupted. The third interrupt ends the process. A terminal that closes,
 * as when its connection is lost, counts as an interrupt.
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
  // The reader of the output may have been interrupted too: `slipway deploy --json | tee log`.
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.listeners('error') as (() => void)[]);
  for (const stream of streams) stream.removeAllListeners('error').on('error', ignore);
  try {
    return await work({ stop: stop.signal, end: end.signal });
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    streams.forEach((stream, index) => {
      stream.off('error', ignore);
      for (const listener of before[index] ?? []) stream.on('error', listener);
    });
  }
}

function ignore(): void {
  // Finishing the work in order matters more than its output.
}
