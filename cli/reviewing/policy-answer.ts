import { z } from '../../core/zod';

/** On one line, and without characters that a terminal or a log interprets. */
const text = z.string().transform((value) => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));

const finding = z.object({
  rule: text,
  severity: z.enum(['error', 'warning', 'note']),
  path: text,
  message: text,
  value: text.optional(),
  advice: text,
  file: text.optional(),
});

/** The answer of the process in which a project's own policies run: what is wrong with them, or what they found. */
export const POLICY_ANSWER = z.union([
  z.object({ refused: z.array(finding).min(1) }),
  z.object({
    names: z.array(text),
    exceptions: z.array(z.object({ rule: text, at: text, reason: text })),
    /** One for each synth, in the order of the arguments. */
    judgements: z.array(z.array(finding)),
  }),
]);

export type PolicyAnswer = z.input<typeof POLICY_ANSWER>;
