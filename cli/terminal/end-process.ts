import { EXIT } from '../exit-codes';
import { tell } from './print';
import { reportsSoFar } from './report-problems';

/** How long a synth may go on after all that it reports: for what main.ts does with the output, such as a last line of its own. */
const GRACE_MS = 1_000;

/**
 * Ends the process, with the exit code that is set, once all that was printed has left it. What the project's code left open, such as a
 * timer or a server, would keep it waiting for ever.
 */
export async function endProcess(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit();
}

/** A stream whose reader has left calls back as well, with an error. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}

/**
 * The same for main.ts, of which only {@link reportProblems} tells when it is done: a process that then does not end by itself is
 * told to, with what kept it.
 */
export function endOnceReported(): void {
  const timer = setInterval(() => {
    const { begun, ended } = reportsSoFar();
    // The first is of what loads main.ts. One that fails to load, or that reports nothing, has none of its own.
    const isDone = begun === ended && (begun > 1 || process.exitCode === EXIT.failed);
    if (!isDone) return;
    clearInterval(timer);
    const open = [...new Set(process.getActiveResourcesInfo())].filter(
      (name) => !/^(TTY|Pipe)Wrap$/.test(name),
    );
    tell(
      `What the project's code left open kept the synth from ending (${open.join(', ')}): it needs no timers, servers or connections.`,
    );
    void endProcess();
  }, GRACE_MS);
  timer.unref();
}
