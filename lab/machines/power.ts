import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, lastLines, run, until } from '../../process';
import { type Host, hostLogPath, uriOf } from './host';
import { layOut } from './host-files';
import { inhabitantsOf, MARK, namespacesOf, processesOf } from './processes';

const INIT = join(__dirname, 'host-init.sh');
const START_TIMEOUT_MS = 60_000;
const END_TIMEOUT_MS = 30_000;

const UNSHARE = [
  ...['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'],
  ...['--mount', '--net', '--ipc', '--uts', 'bash', INIT],
];

export interface PowerOptions {
  /** Whether the host ends with this process, however that ends. For tests: nobody is left to clean up after them. */
  readonly tied?: boolean;
}

/** Switches a host on unless it runs, and waits until its libvirt answers. Its machines start with it. */
export async function powerOn(host: Host, { tied = false }: PowerOptions = {}): Promise<void> {
  if (processesOf(host) === undefined) {
    layOut(host);
    start(host, tied);
  }
  await until(`libvirt on host ${host.name}`, async () => ((await answers(host)) ? true : undefined), {
    timeoutMs: START_TIMEOUT_MS,
    explain: () => logOf(host),
  });
}

/** Cuts a host's power: all of its processes end at once, as they do in a real one. Its disks stay. */
export async function cutPower(host: Host): Promise<void> {
  const running = processesOf(host);
  if (running === undefined) return;
  const namespaces = namespacesOf(running);
  for (const pid of [running.init, ...running.starters]) end(pid);
  await until(`the end of host ${host.name}`, () => Promise.resolve(endAll(namespaces)), {
    timeoutMs: END_TIMEOUT_MS,
    everyMs: 50,
  });
}

/** Ends who is still there, such as a shell that somebody opened in the host's network. True when nobody was. */
function endAll(namespaces: readonly string[]): true | undefined {
  const left = inhabitantsOf(namespaces);
  left.forEach(end);
  return left.length === 0 ? true : undefined;
}

/** Whether the host's libvirt answers. */
export async function answers(host: Host): Promise<boolean> {
  const { code } = await run('virsh', ['--connect', uriOf(host), 'version'], { timeoutMs: 5_000 });
  return code === 0;
}

function start(host: Host, tied: boolean): void {
  const log = openSync(hostLogPath(host), 'a');
  const command = [...(tied ? ['setpriv', '--pdeathsig', 'KILL'] : []), ...UNSHARE, host.folder, host.name];
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: '/',
    env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, [MARK]: host.folder },
    stdio: ['ignore', log, log],
    detached: true,
  });
  // A start that fails shows in the log and in the wait for libvirt.
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function logOf(host: Host): string {
  const path = hostLogPath(host);
  return existsSync(path) ? `the last lines of ${path}:\n${lastLines(readFileSync(path, 'utf8'), 15)}` : '';
}

/** Runs a program in the host's network. @throws Failure when the host does not run. */
export function inNetworkOf(host: Host, command: readonly string[]): readonly [string, ...string[]] {
  const running = processesOf(host);
  if (running === undefined) throw new Failure(`host ${host.name} does not run`);
  return ['nsenter', `--target=${running.init}`, '--net', '--', ...command];
}
