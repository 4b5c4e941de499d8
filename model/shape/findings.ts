import type { z } from 'zod';
import { type Finding, problem } from '../../core/findings';

/** What of a value does not have the shape. */
export function findingsOf(shape: z.ZodType, value: unknown, path: string): readonly Finding[] {
  const { error } = shape.safeParse(value, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownName([path, ...issue.path, key].join('.'), key))
      : [wrongType([path, ...issue.path].join('.'), issue)],
  );
}

function unknownName(path: string, key: string): Finding {
  return problem({
    rule: 'shape/unknown',
    path,
    message: 'must be the name of an option',
    value: key,
    advice: 'Check the spelling: your editor offers the names of all options.',
  });
}

function wrongType(path: string, { code, input, ...issue }: z.core.$ZodIssue): Finding {
  const expected =
    code === 'invalid_type' && 'expected' in issue ? `must be ${article(issue.expected)}` : issue.message;
  const custom = issue.message.startsWith('must ') ? issue.message : expected;
  return problem({
    rule: 'shape/kind',
    path,
    message: custom.startsWith('must ') ? custom : `must have the right type: ${custom}`,
    value: shown(input),
    advice:
      input === undefined
        ? 'Add it.'
        : 'Correct it: `npm run typecheck` shows the line and the type that is expected.',
  });
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || value === null) return String(value);
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? typeof value : text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
