import { setTimeout as pause } from 'node:timers/promises';
import type { Duration } from '../../constructs/quantities';
import type { Check } from '../../model';
import { checkCommand } from './command-check';
import { checkHttp } from './http-check';
import type { CheckOutcome } from './outcome';
import { checkPods, type ReachPods } from './pod-check';
import { checkPrometheus } from './prometheus-check';

const PAUSE_MS = 2_000;

interface CheckOptions {
  /** Where commands run. */
  readonly cwd: string;
  /** What commands get. */
  readonly env: NodeJS.ProcessEnv;
  readonly pods: ReachPods;
  /** For how long a request is made again where it fails: an ingress may need a moment. */
  readonly patience: Duration;
  /** Gets what each check found. */
  readonly tell: (line: string) => void;
}

/** Runs checks in their order, up to the first that fails. */
export async function runChecks(
  checks: readonly Check[],
  options: CheckOptions,
): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const check of checks) {
    const outcome = await runCheck(check, options);
    options.tell(outcome.summary);
    outcomes.push(outcome);
    if (!outcome.passed) break;
  }
  return outcomes;
}

async function runCheck(check: Check, { cwd, env, pods, patience }: CheckOptions): Promise<CheckOutcome> {
  switch (check.kind) {
    case 'command':
      return checkCommand(check, { cwd, env });
    case 'prometheus':
      return checkPrometheus(check, env);
    case 'http':
      return patiently(() => checkHttp(check), patience);
    case 'pods':
      return patiently(() => checkPods(check, pods), patience);
  }
}

async function patiently(ask: () => Promise<CheckOutcome>, patience: Duration): Promise<CheckOutcome> {
  const end = Date.now() + patience.toSeconds() * 1_000;
  for (;;) {
    const outcome = await ask();
    if (outcome.passed || Date.now() >= end) return outcome;
    await pause(PAUSE_MS);
  }
}
