import { InvalidInput, problem } from '../../core/findings';
import type { SlipwayRecord } from '../../core/record';

/**
 * The stacks of an environment that are asked for: by their names, with or without the environment's in front, or by what the
 * names of several begin with (`machines`).
 * @param environment null for the stack that no environment owns
 * @param asked @default all of them
 * @throws InvalidInput that lists what there is
 */
export function selectStacks(
  { stacks }: Pick<SlipwayRecord, 'stacks'>,
  environment: string | null,
  asked: readonly string[] = [],
): readonly string[] {
  const all = Object.keys(stacks).filter((name) => stacks[name]?.environment === environment);
  const selected = asked.map((given) => [given, meantBy(given, all, environment)] as const);
  const unknown = selected.filter(([, found]) => found.length === 0);
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map(([given]) =>
        problem({
          rule: 'deploy/stack',
          path: 'stack',
          message: 'must be a stack of the environment',
          value: given,
          advice: `Choose from: ${all.join(', ')}.`,
        }),
      ),
    );
  return asked.length === 0 ? all : [...new Set(selected.flatMap(([, found]) => found))].sort();
}

/** Who names a stack means that one, and none whose name goes on: of host `rack1`, and not of `rack1-a`. */
function meantBy(given: string, stacks: readonly string[], environment: string | null): readonly string[] {
  const names = [given, `${environment ?? ''}-${given}`];
  const named = stacks.filter((stack) => names.includes(stack));
  if (named.length > 0) return named;
  return stacks.filter((stack) => names.some((name) => stack.startsWith(`${name}-`)));
}
