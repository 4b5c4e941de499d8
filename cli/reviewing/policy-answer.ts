import { z } from 'zod';

/** On one line, and with nothing that a terminal or a log would act on. */
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

/** What a project's own policies answer from the process that they run in: what is wrong with them, or what they found. */
export const POLICY_ANSWER = z.union([
  z.object({ refused: z.array(finding).min(1) }),
  z.object({
    names: z.array(text),
    exceptions: z.array(z.object({ rule: text, at: text, reason: text })),
    /** For each synth, in the order asked. */
    judgements: z.array(z.array(finding)),
  }),
]);

export type PolicyAnswer = z.input<typeof POLICY_ANSWER>;
