import type { StackFolder } from '../stack-folder';
import type { TerraformFailure } from '../terraform';
import type { Known } from './known';
import { LEFT_BEHIND } from './left-behind';
import { noAnswer } from './no-answer';
import { stateLock } from './state-lock';
import { engineFull, storagePool } from './storage-pool';

/** The first whose words were said is meant. */
const KNOWN: readonly Known[] = [
  ...LEFT_BEHIND,
  storagePool,
  engineFull,
  noAnswer,
  stateLock,
  {
    said: /Backend configuration changed|Backend initialization required/,
    means: (_match, { stack: { folder } }) =>
      'The project keeps its state elsewhere than before.\n' +
      `→ Bring the state along: terraform -chdir=${folder} init -migrate-state`,
  },
  {
    said: /Instance cannot be destroyed/,
    means: (_match, { address }) =>
      `${address} is protected.\n→ Lift the protection in the code first (\`protect\` of the environment), in a change of its own.`,
  },
  {
    said: /checksums? (?:previously )?recorded in the dependency lock file/,
    means: (_match, { stack: { folder } }) =>
      `A provider is not the one that was there at the last run.\n→ If that is meant: rm ${folder}/.terraform.lock.hcl`,
  },
];

/** What is known of what Terraform said, each cause once. Of the words of others, such as ssh's, nothing is known. */
export function explainTerraform(
  stack: StackFolder,
  { errors, text }: TerraformFailure,
  env: NodeJS.ProcessEnv,
): readonly string[] {
  const said = errors.length === 0 ? [{ summary: text, detail: '', address: '' }] : errors;
  const causes = said.flatMap(({ summary, detail, address = '' }) => {
    const words = `${summary}\n${detail}`;
    const where = { address, stack, env, text: words };
    for (const { said: pattern, is, means } of KNOWN) {
      const match = pattern.exec(words);
      if (match !== null && (is?.(where) ?? true)) return [means(match, where)];
    }
    return [];
  });
  return [...new Set(causes)];
}
