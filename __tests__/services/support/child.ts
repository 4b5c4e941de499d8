import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { until } from './until';

/** A process that a test started, and that it alone ends. */
export interface Child {
  readonly pid: number;
  /** What it has written so far, to stdout and stderr. */
  readonly output: () => string;
  /** Sends the signal and waits for the end. @returns the exit code, or the signal that ended it */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** Waits for the end. @returns the exit code, or the signal that ended it */
  ended(): Promise<number | NodeJS.Signals>;
}

const running = new Set<ChildProcess>();

/** Starts a process. {@link endChildren} ends it if the test does not. */
export function start(command: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${command} did not start`);
  running.add(child);
  let text = '';
  let end: number | NodeJS.Signals | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.on('close', (code, signal) => {
    running.delete(child);
    end = code ?? signal ?? undefined;
  });
  const ended = () => until(`end of ${command} ${args.join(' ')}`, () => end, { show: () => text });
  return {
    pid,
    output: () => text,
    ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended();
    },
  };
}

/** For `afterAll`: ends what a failed test left behind, kindly first, so that the children's children end, too. */
export async function endChildren(): Promise<void> {
  for (const child of running) child.kill('SIGTERM');
  try {
    await until('end of all children', () => (running.size === 0 ? true : undefined), { seconds: 10 });
  } finally {
    for (const child of running) child.kill('SIGKILL');
  }
}
