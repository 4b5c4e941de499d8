import { writeFileSync } from 'node:fs';
import { InvalidInput } from '../../core/findings';
import { judgeBy, readSource, type SynthSource } from '../../review';
import { withoutTrace } from '../terminal';
import { loadPolicies } from './load-policies';
import type { PolicyAnswer } from './policy-answer';

/**
 * Judges synths, each named by its source in JSON, by the policies of a project. Runs in its own process, and writes the answer to a
 * file, since the policies may print anything.
 */
export function answerPolicies(answer: string, project: string, synths: readonly string[]): void {
  try {
    writeFileSync(answer, JSON.stringify(answerOf(project, synths)));
  } catch (error) {
    // A trace would lead through Slipway: its writer needs the line of the policy.
    process.stderr.write(`${withoutTrace(error, project)}\n`);
    process.exitCode = 1;
  }
}

function answerOf(project: string, synths: readonly string[]): PolicyAnswer {
  try {
    const { policies, exceptions } = loadPolicies(project);
    return {
      names: policies.map(({ name }) => name),
      exceptions: [...exceptions],
      judgements: synths.map((synth) => [...judgeBy(policies, readSource(JSON.parse(synth) as SynthSource))]),
    };
  } catch (error) {
    if (error instanceof InvalidInput) return { refused: [...error.findings] };
    throw error;
  }
}
