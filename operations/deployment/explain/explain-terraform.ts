import type { Explanation, Silence } from '../provider-knowledge';
import { KNOWN_PROVIDERS } from '../providers';
import type { StackFolder } from '../stack-folder';
import type { TerraformFailure } from '../terraform';
import { terraformCommand } from '../terraform-program';
import { NO_ANSWER, silentState } from './silent-state';
import { stateLock } from './state-lock';

const hypervisor: Silence = {
  applies: ({ stack }) => stack.name.includes('-machines-'),
  explain: ({ stack: { name } }) =>
    `The hypervisor does not answer.\n→ If it comes back, deploy again. If it is lost, set its stack aside: --skip ${name}`,
};

/** The first one that applies is used. */
const SILENCES: readonly Silence[] = [
  hypervisor,
  ...KNOWN_PROVIDERS.flatMap(({ silences = [] }) => silences),
];

/** What a stack is deployed to does not answer. */
const noAnswer: Explanation = {
  pattern: NO_ANSWER,
  explain: (_match, error) =>
    SILENCES.find(({ applies }) => applies(error))?.explain(error) ??
    'What the stack is deployed to does not answer.\n→ See that it runs and can be reached from here.',
};

/** The first one that fits an error is used. */
const EXPLANATIONS: readonly Explanation[] = [
  silentState,
  ...KNOWN_PROVIDERS.flatMap(({ explanations = [] }) => explanations),
  noAnswer,
  stateLock,
  {
    pattern: /Backend configuration changed|Backend initialization required/,
    explain: (_match, { stack: { folder }, env }) =>
      'The project now keeps its state somewhere else.\n' +
      `→ Move the state there: ${terraformCommand(env)} -chdir=${folder} init -migrate-state`,
  },
  {
    pattern: /Instance cannot be destroyed/,
    explain: (_match, { address }) =>
      `${address} is protected.\n→ Lift the protection in the code first (\`protect\` of the environment), in a change of its own.`,
  },
  {
    pattern: /checksums? (?:previously )?recorded in the dependency lock file/,
    explain: (_match, { stack: { folder } }) =>
      `A provider is not the one that the last run used.\n→ If that is intended: rm ${folder}/.terraform.lock.hcl`,
  },
];

/** What the errors of a Terraform run mean, each explanation once. Nothing is known of what other programs say, such as ssh. */
export function explainTerraform(
  stack: StackFolder,
  { errors, text }: TerraformFailure,
  env: NodeJS.ProcessEnv,
): readonly string[] {
  const reported = errors.length === 0 ? [{ summary: text, detail: '', address: '' }] : errors;
  const explanations = reported.flatMap(({ summary, detail, address = '' }) => {
    const error = { address, stack, env, text: `${summary}\n${detail}` };
    for (const { pattern, applies, explain } of EXPLANATIONS) {
      const match = pattern.exec(error.text);
      if (match !== null && (applies?.(error) ?? true)) return [explain(match, error)];
    }
    return [];
  });
  return [...new Set(explanations)];
}
