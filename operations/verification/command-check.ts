import { COMMAND_WITHIN, type CommandCheck } from '../../model';
import { lastLines, run } from '../process';
import type { CheckOutcome } from './outcome';

const SHOWN_LINES = 25;

/** Runs a command of the team's once. */
export async function checkCommand(
  { command, within = COMMAND_WITHIN }: CommandCheck,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<CheckOutcome> {
  const [program, ...args] = command;
  const seconds = within.toSeconds();
  const began = performance.now();
  const { code, output } = await run(program, args, { cwd, env, timeoutMs: seconds * 1_000 });
  const took = Math.round((performance.now() - began) / 1_000);
  const what = command.join(' ');
  if (code === 0) return { passed: true, summary: `${what}: done in ${took} s` };
  const how = code === undefined ? `not done within ${seconds} s` : `exit code ${code} after ${took} s`;
  return { passed: false, summary: `${what}: ${how}`, details: lastLines(output, SHOWN_LINES) };
}
