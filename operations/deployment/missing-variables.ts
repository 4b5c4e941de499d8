import { type Finding, problem } from '../../core/findings';
import { variablesOf } from './configured';
import type { StackFolder } from './stack-folder';

/** The variables that stacks ask for and the environment does not give, each once. */
export function missingVariables(stacks: readonly StackFolder[], env: NodeJS.ProcessEnv): readonly Finding[] {
  const asked = new Map(stacks.flatMap(variablesOf));
  return [...asked]
    .filter(([name, variable]) => variable.default === undefined && env[`TF_VAR_${name}`] === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { description = 'A variable of the stack' }]) =>
      problem({
        rule: 'deploy/variable',
        path: `TF_VAR_${name}`,
        message: 'must be set',
        value: 'missing',
        advice: `${description}. It is kept neither in the plan nor in the state.`,
      }),
    );
}
