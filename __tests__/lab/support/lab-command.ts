import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ProgramOutcome, run } from '../../../lab';

const TOP = join(__dirname, '../../..');
const COMMAND = ['-C', 'slipway-source', '-r', 'ts-node/register/transpile-only', 'lab/main.ts'];
const LIMIT_MS = 120_000;

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

/** Starts it, and kills it so many milliseconds after it said this. */
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
  for await (const line of started.stderr) if (String(line).includes(said)) break;
  await pause(afterMs);
  started.kill('SIGKILL');
}

function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, SLIPWAY_LAB: home };
}
