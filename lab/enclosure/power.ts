import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { Failure, lastLines, signal, until } from '../../operations/process';
import type { Enclosure } from './enclosure';
import {
  holdNamespaces,
  type Inhabitants,
  inhabitantsOf,
  MARK,
  namespacesOf,
  processesOf,
  processesWith,
} from './processes';

const END_TIMEOUT_MS = 120_000;
const SETTLE_TIMEOUT_MS = 120_000;
const UNSHARE = [
  ...['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'],
  ...['--mount', '--net', '--ipc', '--uts'],
];

export interface PowerOptions {
  /** Whether it ends with this process, however that ends. For tests, which cannot always clean up. */
  readonly tied?: boolean;
}

/**
 * The processes of an enclosure, or `undefined` if it does not run. If a killed start has only just begun, or process 1 has
 * only just ended, waits until the enclosure is one or the other.
 */
export async function settledProcessesOf(enclosure: Enclosure): Promise<Inhabitants | undefined> {
  const settled = await until(
    `${enclosure.name} to run or to end`,
    () => {
      const running = processesOf(enclosure);
      const isSettled = running !== undefined || processesWith(MARK, enclosure.folder).length === 0;
      return Promise.resolve(isSettled ? { running } : undefined);
    },
    { timeoutMs: SETTLE_TIMEOUT_MS, everyMs: 20 },
  );
  return settled.running;
}

/** Starts process 1 of an enclosure. If the start fails, the log and the caller's wait for it show that. */
export function start(
  { folder }: Enclosure,
  { init, log, tied = false }: PowerOptions & { readonly init: readonly string[]; readonly log: string },
): void {
  const output = openSync(log, 'a');
  const command = [...(tied ? ['setpriv', '--pdeathsig', 'KILL'] : []), ...UNSHARE, ...init];
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: '/',
    env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, [MARK]: folder },
    stdio: ['ignore', output, output],
    detached: true,
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(output);
}

/** Cuts the power: all processes end at once, as on a real machine. The files stay. */
export async function cutPower(enclosure: Enclosure): Promise<void> {
  const running = await settledProcessesOf(enclosure);
  if (running === undefined) return;
  // Otherwise the kernel could give these namespaces' numbers to new ones, whose processes we would then kill.
  const held = holdNamespaces(running);
  try {
    const namespaces = namespacesOf(running);
    for (const pid of [running.init, ...running.starters]) signal(pid, 'SIGKILL');
    await until(`the end of ${enclosure.name}`, () => Promise.resolve(endAll(namespaces)), {
      timeoutMs: END_TIMEOUT_MS,
      everyMs: 50,
    });
  } finally {
    held.forEach(closeSync);
  }
}

/** The command, run in the enclosure's network. @throws Failure if the enclosure does not run. */
export function inNetworkOf(
  enclosure: Enclosure,
  command: readonly string[],
): readonly [string, ...string[]] {
  const running = processesOf(enclosure);
  if (running === undefined) throw new Failure(`${enclosure.name} does not run`);
  return ['nsenter', `--target=${running.init}`, '--net', '--', ...command];
}

/** The last lines of a log, for a failure's message; empty if there is no log. */
export function endOfLog(path: string, count = 15): string {
  return existsSync(path)
    ? `the last lines of ${path}:\n${lastLines(readFileSync(path, 'utf8'), count)}`
    : '';
}

/** Kills processes that are left, such as a shell that somebody opened in its network. True if there were none. */
function endAll(namespaces: readonly string[]): true | undefined {
  const left = inhabitantsOf(namespaces);
  for (const pid of left) signal(pid, 'SIGKILL');
  return left.length === 0 ? true : undefined;
}
