import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Failure } from './failure';
import { signal } from './signal';

/** What a program did. */
export interface ProgramOutcome {
  /** Its exit code; `undefined` when it was ended: at its time limit, or because `endWhen` said so. */
  readonly code: number | undefined;
  /** Both its outputs in the order in which they came. */
  readonly output: string;
  readonly stdout: string;
}

export interface RunOptions {
  /** It is ended after this many milliseconds, with every process that it started. */
  readonly timeoutMs: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends it early once it has printed this. */
  readonly endWhen?: RegExp;
  /** What it reads on its standard input: the way for a secret, which no list of processes shows. @default nothing */
  readonly input?: string;
  /** Hears each line of its standard error as it comes. @default nobody */
  readonly tell?: (line: string) => void;
}

/** Runs a program that asks nothing, always with a limit. A failure is an outcome; only a missing program throws. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<ProgramOutcome> {
  const { timeoutMs, cwd, env, endWhen, input = '', tell } = options;
  return new Promise((resolve, reject) => {
    // Of a process group of its own, so that a limit ends what it started too.
    const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    // One that ends without reading it says by its exit code what it thinks of that.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    let output = '';
    let stdout = '';
    let ended = false;
    const end = (): void => {
      ended = true;
      if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
      // Whoever left the group may hold the pipes open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const onExit = (): void => {
      if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(end, timeoutMs);
    process.on('exit', onExit);
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    if (tell !== undefined) createInterface({ input: child.stderr }).on('line', tell);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (!ended && endWhen?.test(output)) end();
      });
    }
    const settled = (): void => {
      clearTimeout(timer);
      process.off('exit', onExit);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settled();
      reject(error.code === 'ENOENT' ? new Failure(`there is no \`${program}\` on the PATH`) : error);
    });
    child.on('close', (code) => {
      settled();
      resolve({ code: ended ? undefined : (code ?? undefined), output, stdout });
    });
  });
}

/** What a program prints on its standard output. @throws Failure with what it said, when it fails or takes too long. */
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
