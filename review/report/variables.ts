import { at, isOn, textOf } from '../../core/json';
import { by } from '../../core/text';
import { groupBy } from '../group-by';
import type { Mask } from '../secrets';
import type { Synth } from '../synth';

/** A variable that Terraform asks for. */
export interface Asked {
  readonly variable: string;
  readonly description: string;
  /** Whether its value is never shown. */
  readonly secret: boolean;
  readonly stacks: readonly string[];
}

/** What the stacks of an environment, or those of none, ask for at a deploy: variables without a default, by name. */
export function askedIn(
  { stacks }: Synth,
  environment: string | null,
  { text, value }: Mask,
): readonly Asked[] {
  const variables = [...stacks.values()]
    .filter((stack) => stack.environment === environment)
    .flatMap(({ name: stack, blocks }) =>
      [...blocks.values()]
        .filter(({ kind, arguments: args }) => kind === 'variable' && args['default'] === undefined)
        .map((block) => ({ stack, block })),
    );
  return [...groupBy(variables, ({ block }) => block.name)]
    .sort(by(([name]) => name))
    .map(([name, alike]) => ({
      variable: text(name),
      description: value(textOf(at(alike[0]?.block.arguments, 'description'))),
      secret: alike.some(({ block }) => isOn(block.arguments['sensitive'])),
      stacks: alike.map(({ stack }) => stack).sort(),
    }));
}
