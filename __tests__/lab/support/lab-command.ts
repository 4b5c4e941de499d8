import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ProgramOutcome, run } from '../../../lab';
import { TYPESCRIPT } from '../../support/run-typescript';

const TOP = join(__dirname, '../../..');
const COMMAND = ['-C', 'slipway-source', ...TYPESCRIPT, 'lab/main.ts'];
const LIMIT_MS = 240_000;

/** `npm run lab -- …` as a person runs it, for a lab in a folder of its own. */
export function labCommand(home: string, args: readonly string[]): Promise<ProgramOutcome> {
  return run(process.execPath, [...COMMAND, ...args], {
    cwd: TOP,
    env: environment(home),
    timeoutMs: LIMIT_MS,
  });
}

/** What it prints. Fails when it does. */
export async function labOutput(home: string, ...args: readonly string[]): Promise<string> {
  const { code, output } = await labCommand(home, args);
  if (code !== 0) throw new Error(`lab ${args.join(' ')}: ${String(code)}\n${output}`);
  return output;
}

/** Starts it, and kills it so many milliseconds after it said this. Ends when it has ended. */
export async function killLabCommand(
  home: string,
  args: readonly string[],
  { said, afterMs }: { readonly said: string; readonly afterMs: number },
): Promise<void> {
  const started = spawn(process.execPath, [...COMMAND, ...args], {
    cwd: TOP,
    env: environment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(started, 'close', { signal: AbortSignal.timeout(LIMIT_MS) });
  let printed = '';
  const begun = new Promise<void>((resolve) => {
    started.stderr.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(said)) resolve();
    });
  });
  await Promise.race([begun, ended]);
  if (!printed.includes(said)) throw new Error(`lab ${args.join(' ')} never said "${said}":\n${printed}`);
  await pause(afterMs);
  started.kill('SIGKILL');
  await ended;
}

function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, SLIPWAY_LAB: home };
}
