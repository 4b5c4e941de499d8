import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, problem } from '../../core/findings';
import type { StackFolder } from './stack-folder';

interface Variable {
  readonly default?: unknown;
  readonly description?: string;
}

/** The variables that stacks ask for and the environment does not give, each once. */
export function missingVariables(stacks: readonly StackFolder[], env: NodeJS.ProcessEnv): readonly Finding[] {
  const asked = new Map(stacks.flatMap((stack) => variablesOf(stack)));
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

function variablesOf({ folder }: StackFolder): readonly (readonly [string, Variable])[] {
  const { variable = {} } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    readonly variable?: Readonly<Record<string, Variable>>;
  };
  return Object.entries(variable);
}
