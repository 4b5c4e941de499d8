import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Failure } from './failure';
import { signal } from './signal';

export interface ProgramOutcome {
  /** The exit code; `undefined` if we ended the program: at its time limit, or on `endWhen`. */
  readonly code: number | undefined;
  /** Standard output and standard error, interleaved as they arrived. */
  readonly output: string;
  readonly stdout: string;
}

export interface RunOptions {
  /** After this many milliseconds the program is killed, with every process that it started. */
  readonly timeoutMs: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program early once it has printed this. */
  readonly endWhen?: RegExp;
  /** Written to the program's standard input. Pass secrets here: command lines show up in process lists. @default nothing */
  readonly input?: string;
  /** Called with each line of standard error as it arrives. @default nobody */
  readonly tell?: (line: string) => void;
}

/** Runs a program non-interactively, always with a time limit. A non-zero exit is an outcome; only a program that cannot be started throws. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<ProgramOutcome> {
  const { timeoutMs, cwd, env, endWhen, input = '', tell } = options;
  return new Promise((resolve, reject) => {
    // In its own process group, so that the time limit also ends its children.
    const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    // A program may exit without reading its input; its exit code says whether that is a problem.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    let output = '';
    let stdout = '';
    let ended = false;
    const end = (): void => {
      ended = true;
      if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
      // A process that has left the group may hold the pipes open forever.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const onExit = (): void => {
      if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(end, timeoutMs);
    process.on('exit', onExit);
    // A character may arrive in two pieces.
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => (stdout += chunk));
    if (tell !== undefined) createInterface({ input: child.stderr }).on('line', tell);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: string) => {
        output += chunk;
        if (!ended && endWhen?.test(output)) end();
      });
    }
    const settled = (): void => {
      clearTimeout(timer);
      process.off('exit', onExit);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settled();
      reject(notStarted(program, error));
    });
    child.on('close', (code) => {
      settled();
      resolve({ code: ended ? undefined : (code ?? undefined), output, stdout });
    });
  });
}

/** The caller's own mistakes are left as they are. */
function notStarted(program: string, error: NodeJS.ErrnoException): Error {
  if (error.code === 'ENOENT') return new Failure(`there is no \`${program}\` on the PATH`);
  if (error.syscall?.startsWith('spawn') !== true) return error;
  return new Failure(`\`${program}\` is not a program that can be run: ${error.code ?? error.message}`);
}

/** The standard output of a program. @throws Failure with the program's last lines, if it fails or takes too long. */
export async function outputOf(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, output, stdout } = await run(program, args, options);
  if (code === 0) return stdout;
  const how =
    code === undefined ? `was ended after ${options.timeoutMs / 1000} s` : `failed with code ${code}`;
  throw new Failure(`\`${[program, ...args].join(' ')}\` ${how}:\n${lastLines(output, 25)}`);
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
