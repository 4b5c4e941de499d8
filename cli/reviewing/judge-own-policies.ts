import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../../core/findings';
import { Failure } from '../../operations/process';
import { type CheckOptions, pathsOf, type SynthSource } from '../../review';
import { POLICIES_FOLDER, policyFiles } from './load-policies';
import { permissions } from './permissions';
import { POLICY_ANSWER } from './policy-answer';
import { runUntrusted } from './run-untrusted';
import { withTemporaryFolder } from './temporary-folder';

const TIMEOUT_MS = 60_000;
/** A larger answer is refused: findings are a few lines each. */
const MAX_BYTES = 16 * 2 ** 20;

interface JudgedProject {
  readonly project: string;
  /** The synth to judge: its folder, or plans. */
  readonly after: SynthSource;
  /** The synth before the change. @default none */
  readonly before?: SynthSource;
}

/**
 * What a project's own policies find, and which exceptions it makes. Policies may be untrusted code, so they run in their own
 * process, with a minimal environment and few permissions.
 * @throws InvalidInput listing everything that is wrong with them
 * @throws Failure if they fail, take too long or give an invalid answer
 */
export async function judgeOwnPolicies(
  { project, after, before }: JudgedProject,
  env: NodeJS.ProcessEnv,
  timeoutMs = TIMEOUT_MS,
): Promise<Pick<CheckOptions, 'own' | 'exceptions'>> {
  if (policyFiles(project).length === 0) return {};
  const synths = [after, ...(before === undefined ? [] : [before])].map(absolute);
  const answered = await withTemporaryFolder('slipway-policies-', async (folder) => {
    const answer = join(folder, 'answer.json');
    const program = join(dirname(require.resolve('slipway/package.json')), 'bin', 'judge-policies.js');
    // The same conditions as ours, so that `slipway` resolves to the same files for the policies.
    const read = synths.flatMap(pathsOf);
    const options = [...process.execArgv, ...permissions({ project, read, write: folder })];
    const sources = synths.map((synth) => JSON.stringify(synth));
    await runUntrusted(process.execPath, [...options, program, answer, project, ...sources], {
      what: `the process of the policies in ${POLICIES_FOLDER}/`,
      folder: project,
      env,
      timeoutMs,
    });
    return readAnswer(answer);
  });
  if ('refused' in answered) throw new InvalidInput(answered.refused);
  const { names, exceptions, judgements } = answered;
  return { own: { names, after: judgements[0] ?? [], before: judgements[1] ?? [] }, exceptions };
}

function absolute(source: SynthSource): SynthSource {
  if (typeof source === 'string') return resolve(source);
  return { ...source, plans: source.plans.map((plan) => resolve(plan)) };
}

function readAnswer(path: string) {
  const isShort = existsSync(path) && statSync(path).size <= MAX_BYTES;
  const { data } = POLICY_ANSWER.safeParse(isShort ? parse(readFileSync(path, 'utf8')) : undefined);
  if (data !== undefined) return data;
  throw new Failure(
    `the policies in ${POLICIES_FOLDER}/ gave no valid answer: a policy must only judge, and must not end its process`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
