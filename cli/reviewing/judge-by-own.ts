import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../../core/findings';
import { Failure } from '../../operations/process';
import type { CheckOptions } from '../../review';
import { POLICIES_FOLDER, policyFiles } from './load-policies';
import { POLICY_ANSWER } from './policy-answer';
import { runBare } from './run-bare';
import { withTemporaryFolder } from './temporary-folder';

const JUDGE_MS = 60_000;
/** More than this is no answer: every finding is a few lines for a person. */
const MOST_BYTES = 16 * 2 ** 20;

interface Judged {
  readonly project: string;
  /** The folder of the synth that is judged. */
  readonly after: string;
  /** The folder of the state before. @default none */
  readonly before?: string;
}

/**
 * What a project's own policies find, and what it allows. They may be a stranger's code, so they judge in a process of their
 * own that knows as little as the one that synthesised.
 * @throws InvalidInput with all that is wrong with them
 * @throws Failure where they fail, take too long or answer something else
 */
export async function judgeByOwn(
  { project, after, before }: Judged,
  env: NodeJS.ProcessEnv,
  timeoutMs = JUDGE_MS,
): Promise<Pick<CheckOptions, 'own' | 'exceptions'>> {
  if (policyFiles(project).length === 0) return {};
  const synths = [after, ...(before === undefined ? [] : [before])].map((folder) => resolve(folder));
  const answered = await withTemporaryFolder('slipway-policies-', async (folder) => {
    const answer = join(folder, 'answer.json');
    const program = join(dirname(require.resolve('slipway/package.json')), 'bin', 'judge-policies.js');
    // With the condition under which we run: `slipway` is then the same for the policies.
    await runBare(process.execPath, [...process.execArgv, program, answer, project, ...synths], {
      what: `what is in ${POLICIES_FOLDER}/`,
      folder: project,
      env,
      timeoutMs,
    });
    return read(answer);
  });
  if ('refused' in answered) throw new InvalidInput(answered.refused);
  const { names, exceptions, judgements } = answered;
  return { own: { names, after: judgements[0] ?? [], before: judgements[1] ?? [] }, exceptions };
}

function read(path: string) {
  const isShort = existsSync(path) && statSync(path).size <= MOST_BYTES;
  const { data } = POLICY_ANSWER.safeParse(isShort ? parse(readFileSync(path, 'utf8')) : undefined);
  if (data !== undefined) return data;
  throw new Failure(
    `what is in ${POLICIES_FOLDER}/ gave no answer that can be read: it must judge, and nothing else`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
